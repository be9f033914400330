package dev.patchbay.codec.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import dev.patchbay.codec.AnswerEdit;
import dev.patchbay.wire.Json;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/// Takes the frame that tells nothing but the usage out of a relayed stream: its `data` line, and
/// the blank line behind. A `data` line is held until it is whole; one that is too long to be this
/// one, and every other line, passes as it comes.
final class WithheldUsage implements AnswerEdit {
    private static final byte[] DATA = {'d', 'a', 't', 'a', ':'};
    private static final int LONGEST = 16 * 1024;

    /// The beginning of a line that is not whole yet.
    private byte[] held = new byte[512];

    private int count;

    /// The line under way passes as it comes.
    private boolean passing;

    /// The last line was taken out.
    private boolean dropped;

    /// The last line ended with a carriage return, and a line feed next would belong to it.
    private boolean owesLineFeed;

    private boolean afterUsage;

    @Override
    public void feed(ByteBuffer read, Consumer<ByteBuffer> out) {
        int limit = read.limit();
        int from = read.position();
        int line = from;
        for (int at = from; at < limit; at++) {
            byte b = read.get(at);
            boolean owed = owesLineFeed && b == '\n';
            owesLineFeed = false;
            if (owed) {
                if (dropped) {
                    from = at + 1;
                }
                line = at + 1;
            } else if (b == '\n' || b == '\r') {
                owesLineFeed = b == '\r';
                dropped = drops(read, line, at);
                if (dropped) {
                    pass(read, from, line, out);
                    from = at + 1;
                    count = 0;
                } else {
                    giveHeld(out);
                }
                passing = false;
                line = at + 1;
            }
        }
        if (passing || !mayBeData(read, line, limit)) {
            giveHeld(out);
            passing = line < limit || passing;
            line = limit;
        }
        pass(read, from, line, out);
        hold(read, line, limit);
        read.position(limit);
    }

    private static void pass(ByteBuffer read, int from, int to, Consumer<ByteBuffer> out) {
        if (to > from) {
            out.accept(read.slice(from, to - from));
        }
    }

    private void giveHeld(Consumer<ByteBuffer> out) {
        if (count > 0) {
            out.accept(ByteBuffer.wrap(Arrays.copyOf(held, count)));
            count = 0;
        }
    }

    private void hold(ByteBuffer read, int from, int to) {
        int more = to - from;
        if (count + more > held.length) {
            held = Arrays.copyOf(held, Math.max(held.length * 2, count + more));
        }
        read.get(from, held, count, more);
        count += more;
    }

    /// Whether the line under way may be the one that is sought.
    private boolean mayBeData(ByteBuffer read, int from, int to) {
        int length = count + to - from;
        for (int i = 0; i < Math.min(length, DATA.length); i++) {
            byte b = i < count ? held[i] : read.get(from + i - count);
            if (b != DATA[i]) {
                return false;
            }
        }
        return length <= LONGEST;
    }

    /// Whether the line that ends here is taken out.
    private boolean drops(ByteBuffer read, int from, int to) {
        if (passing) {
            return false;
        }
        boolean blank = count + to - from == 0;
        if (blank) {
            boolean after = afterUsage;
            afterUsage = false;
            return after;
        }
        afterUsage = mayBeData(read, from, to) && tellsUsageAlone(text(read, from, to));
        return afterUsage;
    }

    private String text(ByteBuffer read, int from, int to) {
        byte[] line = Arrays.copyOf(held, count + to - from);
        read.get(from, line, count, to - from);
        return new String(line, StandardCharsets.UTF_8);
    }

    private static boolean tellsUsageAlone(String line) {
        if (!line.startsWith("data:") || !line.contains("\"usage\"")) {
            return false;
        }
        try {
            JsonNode chunk = Json.read(line.substring(DATA.length));
            JsonNode choices = chunk.path("choices");
            return choices.isArray() && choices.isEmpty() && chunk.path("usage").isObject();
        } catch (JsonProcessingException e) {
            // Whatever this is, it is not ours to take out.
            return false;
        }
    }

    @Override
    public boolean holdsBack() {
        return count > 0;
    }

    @Override
    public void end(Consumer<ByteBuffer> out) {
        giveHeld(out);
    }
}
