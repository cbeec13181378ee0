package dev.drawbridge.examples.host;

import java.util.Map;

class KillOnPostgresTest extends KillTest {

    @Override
    Map<String, String> database() {
        return TestDatabase.postgres();
    }
}
