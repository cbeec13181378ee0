package dev.drawbridge.examples.host;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class SingleUseRacesOnH2Test extends SingleUseRacesTest {

    @TempDir
    Path folder;

    @Override
    Map<String, String> database() {
        return TestDatabase.h2File(folder);
    }
}
