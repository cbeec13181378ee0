package dev.drawbridge.examples.host;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class RacesOnH2Test extends RacesTest {

    @TempDir
    Path folder;

    @Override
    Map<String, String> database() {
        return TestDatabase.h2File(folder);
    }
}
