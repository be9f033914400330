package dev.patchbay.proxy.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// What a good head costs; what is wrong with others, the table of hostile requests tells.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class HeadCheckTest {
    private static final int HEADS = 10_000;
    private static final String HEAD =
            """
            POST /v1/messages?beta=true HTTP/1.1
            Host: [::1]:5225
            Connection: keep-alive
            Accept: application/json
            User-Agent: claude-cli/2.1.0 (external, cli)
            anthropic-version: 2023-06-01
            anthropic-beta: one-2026-01-01,two-2026-01-01,three-2026-01-01
            x-api-key: local-token-of-the-test
            Content-Type: application/json
            Accept-Encoding: gzip, deflate, br
            Content-Length: 1234

            """
                    .replace("\n", "\r\n");

    private final ByteBuffer bytes =
            ByteBuffer.allocateDirect(HEAD.length())
                    .put(HEAD.getBytes(StandardCharsets.US_ASCII))
                    .flip();
    private final HeadReader reader = new HeadReader(64 << 10);

    private void read() {
        reader.begin();
        assertTrue(reader.read(bytes, 0, HEAD.length()));
        if (reader.flaw() != null || reader.passing() != HEAD.length() + 1234) {
            throw new AssertionError("read as " + reader.flaw() + ", " + reader.passing());
        }
    }

    @Test
    void nothing_is_allocated_for_a_good_head() {
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        read();
        long before = thread.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < HEADS; i++) {
            read();
        }
        long each = (thread.getCurrentThreadAllocatedBytes() - before) / HEADS;

        assertEquals(0, each, "bytes for one head");
    }

    @Test
    void a_head_is_looked_at_once_however_it_is_cut() {
        reader.begin();
        for (int to = 1; to < HEAD.length(); to++) {
            assertEquals(false, reader.read(bytes, 0, to));
            assertTrue(reader.knows(to));
        }
        assertTrue(reader.read(bytes, 0, HEAD.length()));
        assertEquals(HEAD.length() + 1234, reader.passing());
    }
}
