#!/usr/bin/env bash
# Fetches JavaRosa through Maven and compiles what drives it, into target/ (needs Maven and a JDK from 17 on).
#
#   Session.java     a form being filled in JavaRosa, by the operations of a `homeward form replay` session
#   Scenarios.java   runs many short sessions in one JVM and writes what each operation showed
#   compare.test.js  the scenarios of rust/checkin, here and there; ./test runs this script, then that test
#   ../load/Replay.java measures long sessions, by hand only (tests/load/peers.py)
set -euo pipefail
cd "$(dirname "$0")"
[ target/lib -nt pom.xml ] || { mvn -q -B dependency:copy-dependencies -DoutputDirectory=target/lib && touch target/lib; }
mkdir -p target/classes
javac -nowarn -XDsuppressNotes -cp 'target/lib/*' -d target/classes ./*.java ../load/*.java
