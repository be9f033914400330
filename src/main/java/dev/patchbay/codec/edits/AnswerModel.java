package dev.patchbay.codec.edits;

import com.fasterxml.jackson.databind.node.TextNode;

import dev.patchbay.codec.AnswerEdit;
import dev.patchbay.hub.Dialect;
import dev.patchbay.wire.Json;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// Passes the bytes of a relayed answer on as they come, except that the model has the name that
/// the client asked for.
///
/// Bytes may be cut anywhere. Nothing is held back but that one value, and a value that is too long
/// for a name passes as it is. When no other can come, the rest is not looked at any more.
public final class AnswerModel implements AnswerEdit {
    private enum Form {
        UNKNOWN,
        JSON,
        STREAM,
        /// Nothing is left to be found.
        OVER
    }

    private enum Line {
        FIELD,
        DATA,
        OTHER
    }

    private static final byte[] DATA = {'d', 'a', 't', 'a', ':'};

    private final Dialect dialect;
    private final byte[] name;
    private Form form;
    private ModelSeeker seeker;

    private Line line = Line.FIELD;
    private int length;
    private boolean owesLineFeed;

    private AnswerModel(Dialect dialect, String name, Form form) {
        this.dialect = dialect;
        this.name = Json.bytes(TextNode.valueOf(name));
        this.form = form;
        this.seeker = new ModelSeeker("model");
    }

    /// @param dialect what the answer is in
    /// @param asked the name that the client knows
    /// @param sent the name that the backend was asked by
    public static AnswerModel of(Dialect dialect, String asked, String sent) {
        boolean told = dialect != Dialect.OCI && !asked.equals(sent);
        return new AnswerModel(dialect, asked, told ? Form.UNKNOWN : Form.OVER);
    }

    @Override
    public void feed(ByteBuffer read, Consumer<ByteBuffer> out) {
        int from = read.position();
        int limit = read.limit();
        int at = skipDull(read, from, limit);
        while (at < limit) {
            switch (take(read.get(at))) {
                case PASS -> {}
                case HOLD -> {
                    pass(read, from, at, out);
                    from = at + 1;
                }
                case HELD -> from = at + 1;
                case RENAME -> {
                    out.accept(ByteBuffer.wrap(name));
                    from = at + 1;
                }
                case GIVE_BACK -> {
                    out.accept(seeker.held());
                    from = at;
                }
            }
            at = skipDull(read, at + 1, limit);
        }
        pass(read, from, limit, out);
        read.position(limit);
    }

    @Override
    public boolean holdsBack() {
        return seeker.isHolding();
    }

    /// What was cut inside a name still goes out.
    @Override
    public void end(Consumer<ByteBuffer> out) {
        if (seeker.isHolding()) {
            out.accept(seeker.held());
        }
        form = Form.OVER;
    }

    /// Where the next byte stands that can change anything.
    private int skipDull(ByteBuffer read, int at, int limit) {
        return switch (form) {
            case UNKNOWN -> at;
            case JSON -> seeker.skipDull(read, at, limit);
            case STREAM ->
                    switch (line) {
                        case FIELD -> at;
                        case DATA -> seeker.skipDull(read, at, limit);
                        case OTHER -> ModelSeeker.lineEnd(read, at, limit);
                    };
            case OVER -> limit;
        };
    }

    private static void pass(ByteBuffer read, int from, int to, Consumer<ByteBuffer> out) {
        if (to > from) {
            out.accept(read.slice(from, to - from));
        }
    }

    private ModelSeeker.Step take(byte b) {
        return switch (form) {
            case UNKNOWN -> begin(b);
            case JSON -> json(b);
            case STREAM -> stream(b);
            case OVER -> ModelSeeker.Step.PASS;
        };
    }

    /// Content types lie; the first byte that is no blank and of no byte-order mark does not.
    private ModelSeeker.Step begin(byte b) {
        switch (b) {
            case ' ', '\t', '\r', '\n', (byte) 0xEF, (byte) 0xBB, (byte) 0xBF -> {
                return ModelSeeker.Step.PASS;
            }
            case '{', '[' -> form = Form.JSON;
            default -> {
                form = Form.STREAM;
                if (dialect == Dialect.ANTHROPIC) {
                    seeker = new ModelSeeker("message", "model");
                }
            }
        }
        return take(b);
    }

    private ModelSeeker.Step json(byte b) {
        var step = seeker.take(b);
        if (seeker.isThrough()) {
            form = Form.OVER;
        }
        return step;
    }

    private ModelSeeker.Step stream(byte b) {
        if (b == '\n' && owesLineFeed) {
            owesLineFeed = false;
            return ModelSeeker.Step.PASS;
        }
        owesLineFeed = b == '\r';
        if (b == '\n' || b == '\r') {
            return endLine();
        }
        length++;
        return switch (line) {
            case FIELD -> field(b);
            case DATA -> data(b);
            case OTHER -> ModelSeeker.Step.PASS;
        };
    }

    private ModelSeeker.Step field(byte b) {
        if (b != DATA[length - 1]) {
            line = Line.OTHER;
        } else if (length == DATA.length) {
            line = Line.DATA;
        }
        return ModelSeeker.Step.PASS;
    }

    private ModelSeeker.Step data(byte b) {
        var step = seeker.take(b);
        // Only the first event of an Anthropic stream names the model.
        if (dialect == Dialect.ANTHROPIC && seeker.isThrough() && seeker.hasFound()) {
            form = Form.OVER;
        }
        return step;
    }

    private ModelSeeker.Step endLine() {
        boolean blank = length == 0;
        line = Line.FIELD;
        length = 0;
        if (blank) {
            seeker.restart();
            return ModelSeeker.Step.PASS;
        }
        return seeker.endLine();
    }
}
