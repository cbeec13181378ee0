package dev.drawbridge.examples.host;

import java.util.Map;

class MainPathOnPostgresTest extends MainPathTest {

    @Override
    Map<String, String> database() {
        return TestDatabase.postgres();
    }
}
