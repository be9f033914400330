package dev.patchbay.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// A Java program that becomes a shell: it is the same process to everybody else.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows knows nothing like it")
@Timeout(120)
final class ExecTest {
    @TempDir Path folder;

    /// Holds a socket and a locked file, and becomes what it is told to.
    static final class Before {
        @SuppressWarnings("unused") // they are to be open
        public static void main(String[] args) throws Exception {
            var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            var file =
                    FileChannel.open(
                            Path.of(args[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = file.lock();
            System.out.println(ProcessHandle.current().pid() + " " + socket.getLocalPort());
            System.out.flush();
            Exec.become(Path.of(args[1]), List.of(args).subList(2, args.length));
        }
    }

    private List<String> become(String... program) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Before.class.getName(),
                                folder.resolve("locked").toString()));
        command.addAll(List.of(program));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream()
                .write("what stood in the input\n".getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return (out + "ended with " + process.waitFor()).lines().toList();
    }

    @Test
    void it_is_the_same_process_with_the_same_input_and_output() throws Exception {
        List<String> said = become("/bin/sh", "-c", "echo $$; cat; exit 7");

        assertEquals(said.getFirst().split(" ")[0], said.get(1));
        assertEquals("what stood in the input", said.get(2));
        assertEquals("ended with 7", said.getLast());
    }

    @Test
    void every_word_arrives_as_it_was_given() throws Exception {
        List<String> words = List.of("two words", "", "it's \"quoted\"", "$HOME", "ü");
        List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", "printf '%s\\n' \"$@\"", "sh"));
        all.addAll(words);

        List<String> said = become(all.toArray(String[]::new));

        assertEquals(words, said.subList(1, said.size() - 1));
    }

    @Test
    void nothing_that_was_open_stays_open() throws Exception {
        List<String> said = become("/bin/sh", "-c", "ls -l /dev/fd/ | grep -c -e socket -e locked");

        assertEquals("0", said.get(1), said.toString());
    }

    @Test
    void a_port_is_free_for_whoever_comes_after() throws Exception {
        List<String> said = become("/bin/sh", "-c", "sleep 0");
        int port = Integer.parseInt(said.getFirst().split(" ")[1]);

        try (var again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertEquals(port, again.getLocalPort());
        }
    }

    @Test
    void what_cannot_be_started_is_said() {
        Path nothing = folder.resolve("nothing");

        var fault = assertThrows(IOException.class, () -> Exec.become(nothing, List.of()));

        assertTrue(
                fault.getMessage().startsWith(nothing + " could not be started"), fault.toString());
        assertTrue(Files.notExists(nothing));
    }
}
