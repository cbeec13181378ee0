package dev.drawbridge.examples.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The CPU time of a process and all its descendants: {@code utime + stime + cutime + cstime} of {@code /proc/<pid>/stat},
 * so what ended children used counts too. Resolution: 10 ms.
 */
final class CpuTime {

    /** Linux tells user space 100 ticks a second on every common platform ({@code getconf CLK_TCK}). */
    private static final double TICKS_PER_SECOND = 100;

    /** {@code utime}, the 14th field, counted from the state behind the closing parenthesis of the name. */
    private static final int UTIME = 11;

    private CpuTime() {}

    /** Returns the seconds used so far. */
    static double seconds(long pid) {
        Stream<Long> descendants = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid);
        return Stream.concat(Stream.of(pid), descendants)
                        .mapToLong(CpuTime::ticks)
                        .sum()
                / TICKS_PER_SECOND;
    }

    private static long ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = 0;
            for (int i = UTIME; i < UTIME + 4; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return ticks;
        } catch (NoSuchFileException e) {
            return 0; // ended since it was listed; its parent has its time now
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
