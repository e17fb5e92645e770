package canary.load.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process has used, read from /proc (Linux). */
final class ProcessUse {

    // Linux counts in hundredths of a second on every machine that we run on (USER_HZ).
    private static final double TICKS_PER_SECOND = 100;
    private static final int UTIME = 11;
    private static final int STIME = 12;
    private static final int IDLE = 4;
    private static final int IO_WAIT = 5;
    private static final int STEAL = 8;
    private static final int KIB_PER_MIB = 1024;

    private ProcessUse() {}

    /** Seconds of CPU so far; NaN where the process cannot be seen. */
    static double cpuSeconds(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The second field is the program's name, which may hold blanks.
            String[] after = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(after[UTIME]) + Long.parseLong(after[STIME])) / TICKS_PER_SECOND;
        } catch (IOException _) {
            return Double.NaN;
        }
    }

    /** Seconds of CPU that the whole machine was busy so far; NaN where that cannot be seen. */
    static double machineCpuSeconds() {
        try {
            String[] fields =
                    Files.readAllLines(Path.of("/proc/stat")).getFirst().strip().split(" +");
            long busy = 0;
            for (int i = 1; i < fields.length && i <= STEAL; i++) {
                busy += i == IDLE || i == IO_WAIT ? 0 : Long.parseLong(fields[i]);
            }
            return busy / TICKS_PER_SECOND;
        } catch (IOException _) {
            return Double.NaN;
        }
    }

    /** Resident memory in MiB now; NaN where the process cannot be seen. */
    static double residentMib(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("VmRSS:")) {
                    String kib = line.replaceAll("[^0-9]", "");
                    return Double.parseDouble(kib) / KIB_PER_MIB;
                }
            }
        } catch (IOException _) {
            // It has ended, or is not ours to see.
        }
        return Double.NaN;
    }
}
