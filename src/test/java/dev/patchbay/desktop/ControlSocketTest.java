package dev.patchbay.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.desktop.Control.Reply;
import dev.patchbay.desktop.Control.Request;
import dev.patchbay.desktop.Control.Word;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(60)
class ControlSocketTest {
    @TempDir Path folder;

    private final List<Word> heard = new CopyOnWriteArrayList<>();

    private Path path() {
        return folder.resolve("run/patchbay.sock");
    }

    private ControlSocket open(Function<Request, Reply> hear) throws IOException {
        return ControlSocket.open(path(), hear, fault -> {});
    }

    private Reply note(Request request) {
        heard.add(request.word());
        return Reply.done();
    }

    private List<Reply> tell(Word word) {
        return new Running(path()).tell(word);
    }

    @Test
    void a_word_is_heard_and_answered_by_the_process_that_did_it() throws Exception {
        try (var _ = open(this::note)) {
            assertEquals(List.of(Reply.done()), tell(Word.RELOAD));
            assertEquals(List.of(Reply.done()), tell(Word.REVEAL));
        }
        assertEquals(List.of(Word.RELOAD, Word.REVEAL), heard);
        assertEquals(ProcessHandle.current().pid(), Reply.done().pid());
    }

    @Test
    void what_cannot_be_done_comes_back_with_its_reason() throws Exception {
        try (var _ = open(_ -> Reply.cannot("There is\nno window."))) {
            assertEquals(
                    Optional.of("There is no window."), tell(Word.REVEAL).getFirst().obstacle());
        }
    }

    @Test
    void where_nobody_runs_nobody_answers() throws Exception {
        assertEquals(List.of(), tell(Word.HELLO));
        open(this::note).close();

        assertEquals(List.of(), tell(Word.HELLO));
        assertFalse(Files.exists(path()));
    }

    @Test
    void a_socket_that_a_killed_program_left_is_nobody_and_is_taken_over() throws Exception {
        Files.createDirectories(path().getParent());
        try (var left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            left.bind(UnixDomainSocketAddress.of(path()));
        }
        assertTrue(Files.exists(path()));
        assertEquals(List.of(), tell(Word.HELLO));

        try (var _ = open(this::note)) {
            assertEquals(1, tell(Word.HELLO).size());
        }
    }

    @Test
    void all_patchbays_of_the_same_files_are_told() throws Exception {
        try (var _ = open(this::note)) {
            try (var _ = open(this::note)) {
                assertEquals(2, tell(Word.RELOAD).size());
            }
            assertEquals(1, tell(Word.RELOAD).size());
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the user's own folders keep others out")
    void nobody_else_can_reach_it() throws Exception {
        Files.createDirectories(path().getParent());
        Files.setPosixFilePermissions(
                path().getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
        try (var _ = open(this::note)) {
            assertEquals("rwx------", permissions(path().getParent()));
            assertEquals("rw-------", permissions(path()));
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void what_is_no_word_of_ours_is_refused_and_a_flood_is_cut() throws Exception {
        try (var _ = open(this::note)) {
            try (var line = line()) {
                line.write("patchbay 1 explode\n");
                assertTrue(Control.reply(line.read()).orElseThrow().obstacle().isPresent());
            }
            try (var line = line()) {
                line.write("patchbay 1 replay %zz\n");
                assertTrue(Control.reply(line.read()).orElseThrow().obstacle().isPresent());
            }
            try (var line = line()) {
                line.write("x".repeat(Control.LONGEST_LINE));
                assertEquals("", ended(line));
            }
            assertEquals(1, tell(Word.HELLO).size());
        }
        assertEquals(List.of(Word.HELLO), heard);
    }

    @Test
    void what_belongs_to_a_word_and_what_comes_of_it_arrive_as_they_were() throws Exception {
        String result = "{\"text\":\"" + "long ".repeat(10_000) + "\"}";
        var request = new Request(Word.REPLAY, List.of("req_1", "up/a model+% of mine"));
        List<Request> came = new CopyOnWriteArrayList<>();
        try (var _ =
                open(
                        it -> {
                            came.add(it);
                            return Reply.done(result);
                        })) {
            assertEquals(Optional.of(Reply.done(result)), new Running(path()).ask(request));
        }
        assertEquals(List.of(request), came);
    }

    @Test
    void the_first_of_several_that_can_is_the_one_that_does() throws Exception {
        var request = new Request(Word.REPLAY, List.of("req_1"));
        assertEquals(Optional.empty(), new Running(path()).ask(request));
        try (var _ = open(_ -> Reply.cannot("Not I."))) {
            assertEquals(Optional.of(Reply.cannot("Not I.")), new Running(path()).ask(request));
            try (var _ = open(_ -> Reply.done("I"))) {
                assertEquals(Optional.of(Reply.done("I")), new Running(path()).ask(request));
            }
        }
    }

    @Test
    void what_takes_long_is_interrupted_when_nobody_waits_for_it_any_longer() throws Exception {
        var begun = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        try (var _ =
                open(
                        _ -> {
                            begun.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException _) {
                                interrupted.countDown();
                            }
                            return Reply.cannot("It was given up.");
                        })) {
            try (var line = line()) {
                line.write(Control.line(new Request(Word.REPLAY, List.of("req_1"))));
                assertTrue(begun.await(20, TimeUnit.SECONDS));
            }
            assertTrue(interrupted.await(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void one_that_says_nothing_keeps_nobody_waiting() throws Exception {
        try (var _ = open(this::note);
                var _ = line()) {
            assertEquals(1, tell(Word.HELLO).size());
        }
    }

    @Test
    void a_line_that_does_not_come_is_waited_for_no_longer_than_its_time() throws Exception {
        Files.createDirectories(path().getParent());
        try (var silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            silent.bind(UnixDomainSocketAddress.of(path()));
            try (var line = new Line(channel(), Duration.ofMillis(50))) {
                assertEquals("", ended(line));
            }
        }
    }

    private Line line() throws IOException {
        return new Line(channel(), Duration.ofSeconds(20));
    }

    private SocketChannel channel() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(path()));
    }

    /// What still came before the other side closed: nothing, here.
    private static String ended(Line line) {
        try {
            return line.read();
        } catch (IOException _) {
            return "";
        }
    }
}
