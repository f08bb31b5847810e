#!/usr/bin/env bash
# Fetches JavaRosa from Maven Central and compiles the driver (needs Maven and a JDK from 17 on).
set -euo pipefail
cd "$(dirname "$0")"
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib
mkdir -p classes
javac -nowarn -cp 'lib/*' -d classes Replay.java
