package dev.drawbridge.examples.host;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class KillOnH2Test extends KillTest {

    @TempDir
    Path folder;

    @Override
    Map<String, String> database() {
        return TestDatabase.h2File(folder);
    }
}
