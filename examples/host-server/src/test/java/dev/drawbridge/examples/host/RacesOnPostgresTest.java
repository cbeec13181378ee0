package dev.drawbridge.examples.host;

import java.util.Map;

class RacesOnPostgresTest extends RacesTest {

    @Override
    Map<String, String> database() {
        return TestDatabase.postgres();
    }
}
