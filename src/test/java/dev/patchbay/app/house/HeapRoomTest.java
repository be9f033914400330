package dev.patchbay.app.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.HotSpotDiagnosticMXBean;

import dev.patchbay.hub.Cost;
import dev.patchbay.hub.Usage;
import dev.patchbay.journal.Note;
import dev.patchbay.journal.SampleEnd;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HeapRoomTest {
    private record Due(long at, Runnable what) {}

    private final List<Integer> told = new ArrayList<>();
    private final PriorityQueue<Due> due =
            new PriorityQueue<>((one, other) -> Long.compare(one.at(), other.at()));
    private long passed;
    private long now = Long.MAX_VALUE - 5; // it may be any number, and run over
    private final HeapRoom room =
            new HeapRoom(
                    told::add,
                    (what, after) -> due.add(new Due(passed + after.toNanos(), what)),
                    () -> now);

    private void pass(Duration time) {
        long until = passed + time.toNanos();
        while (!due.isEmpty() && due.peek().at() <= until) {
            Due next = due.poll();
            now += next.at() - passed;
            passed = next.at();
            next.what().run();
        }
        now += until - passed;
        passed = until;
    }

    private void ask() {
        room.hear(SampleEnd.of("msg_1", Usage.UNKNOWN, Cost.UNKNOWN));
    }

    @Test
    void there_is_room_while_there_is_work_and_less_at_rest() {
        ask();
        pass(Duration.ofSeconds(1));
        assertEquals(List.of(70), told);

        pass(Duration.ofSeconds(30));
        assertEquals(List.of(70, 40), told);
        assertTrue(due.isEmpty(), "nobody wakes up at rest");
    }

    @Test
    void rest_begins_when_the_last_one_is_long_over() {
        ask();
        pass(Duration.ofSeconds(29));
        ask();
        pass(Duration.ofSeconds(29));
        assertEquals(List.of(70), told);

        pass(Duration.ofSeconds(2));
        assertEquals(List.of(70, 40), told);
    }

    @Test
    void work_begins_again_after_a_rest() {
        ask();
        pass(Duration.ofMinutes(5));
        ask();
        pass(Duration.ofSeconds(1));

        assertEquals(List.of(70, 40, 70), told);
    }

    @Test
    void other_notes_are_no_work() {
        room.hear(new Note.HistoryResumed());

        assertTrue(due.isEmpty());
    }

    @Test
    void a_program_starts_as_it_rests() throws Exception {
        assertTrue(
                Files.readAllLines(Path.of("packaging/jvm.options"))
                        .contains("-XX:MaxHeapFreeRatio=" + HeapRoom.PERCENT_AT_REST));
    }

    @Test
    void this_jvm_can_be_told() throws Exception {
        var jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        String before = jvm.getVMOption("MaxHeapFreeRatio").getValue();
        try {
            HeapRoom.tellJvm(55);
            assertEquals("55", jvm.getVMOption("MaxHeapFreeRatio").getValue());
        } finally {
            jvm.setVMOption("MaxHeapFreeRatio", before);
        }
    }
}
