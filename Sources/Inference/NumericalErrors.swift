import CGSL

/// Makes GSL report domain errors in its results instead of ending the program, its default.
///
/// A program calls it once, before anything is computed; every call of GSL here then checks what comes back.
public func reportNumericalErrorsInResults() { gsl_set_error_handler_off() }
