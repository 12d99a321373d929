#!/usr/bin/env bash
# Runs of several processes against those of one: the same bytes, also when a process is killed and another number of
# them goes on. Not part of `swift test`. Needs OpenMPI: apt-get install libopenmpi-dev openmpi-bin
#
#   Tests/RunsTests/MPI/check.sh
set -euo pipefail
cd "$(dirname "$0")/../../.."

# the program as the tests run it, which need not be built once more
swift test list -c release > /dev/null
swift build -c release --product mutau --traits MPI --scratch-path .build-mpi
plain=$PWD/.build/release/mutau
shared=$PWD/.build-mpi/release/mutau
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cp -r fits inputs "$place"
cd "$place"

ranks() { mpirun --allow-run-as-root --oversubscribe -n "$1" "$shared" "${@:2}" --threads 1; }
same() { cmp "$1" "$2" && echo "same  $3"; }

for sampler in nested ensemble nuts; do
  {
    cat fits/leptonic.yaml
    echo "planes: [[mZPrime, gPrime]]"
    echo "limits: [v_Phi]"
    echo "toys: 500"
    echo "sample: {sampler: $sampler, effective-sample-size: 400}"
  } > "fits/$sampler.yaml"
  "$plain" fit "fits/$sampler.yaml" --threads 2 --output "runs/$sampler" > /dev/null
  for count in 1 2 3; do
    ranks "$count" fit "fits/$sampler.yaml" --output "runs/$sampler-$count" > /dev/null
    same "runs/$sampler/summary.json" "runs/$sampler-$count/summary.json" "$sampler on $count ranks"
  done
done

# one rank is lost, at twenty random moments: the job ends, and what is left of it is gone on with
RANDOM=1
killed=0
for attempt in $(seq 20); do
  count=$((2 + attempt % 2))
  ranks "$count" fit fits/ensemble.yaml --output runs/lost > /dev/null 2>&1 &
  job=$!
  sleep "$((RANDOM % 3)).$((RANDOM % 10))"
  victim=$(pgrep -f "^$shared fit fits/ensemble.yaml --output runs/lost" | shuf -n 1 --random-source=<(yes) || true)
  [ -n "$victim" ] && kill -9 "$victim" || true
  # done before it was killed: once more from the beginning
  if wait "$job"; then rm -rf runs/lost; else killed=$((killed + 1)); fi
done
echo "      a rank was killed $killed times"
ranks 3 fit fits/ensemble.yaml --output runs/lost > /dev/null
same runs/ensemble/summary.json runs/lost/summary.json "after the loss of ranks"

for words in "toys fits/leptonic.yaml --toys 2000" "limit fits/neutrino-trident.yaml --on v_Phi --toys 200" \
  "calibrate fits/neutrino-trident.yaml --simulations 40"; do
  # each from the beginning, and but for the line that says how long it took
  rm -rf runs
  # shellcheck disable=SC2086
  "$plain" $words | grep -v "Written to" > one.txt || true
  rm -rf runs
  # shellcheck disable=SC2086
  ranks 2 $words | grep -v "Written to" > two.txt || true
  [ -s one.txt ]
  same one.txt two.txt "$words"
done

# an error is said once, with its exit code
code=0
ranks 2 fit fits/nothing.yaml > /dev/null 2> error.txt || code=$?
[ "$code" = 2 ] && [ "$(grep -c 'there is no such file' error.txt)" = 1 ] && echo "same  an error is said once"
