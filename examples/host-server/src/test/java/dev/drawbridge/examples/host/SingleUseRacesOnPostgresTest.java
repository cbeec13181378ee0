package dev.drawbridge.examples.host;

import java.util.Map;

class SingleUseRacesOnPostgresTest extends SingleUseRacesTest {

    @Override
    Map<String, String> database() {
        return TestDatabase.postgres();
    }
}
