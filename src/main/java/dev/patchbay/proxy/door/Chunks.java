package dev.patchbay.proxy.door;

import org.jspecify.annotations.Nullable;

/// What stands between the data of a chunked body, byte by byte: sizes, line ends, extensions and
/// trailers. The last two mean nothing here and are passed over, but not without limit.
final class Chunks {
    private static final int MOST_DIGITS = 8;
    private static final int MOST_EXTRA = 8 * 1024;

    private enum Stage {
        SIZE,
        EXTENSION,
        SIZE_END,
        DATA,
        DATA_RETURN,
        DATA_END,
        LINE,
        TRAILER,
        TRAILER_END,
        LAST_END,
        ENDED
    }

    private Stage stage = Stage.SIZE;
    private long size;
    private int digits;
    private int extra;

    boolean ended() {
        return stage == Stage.ENDED;
    }

    /// How many bytes of data come next, before there is anything for [#take].
    long data() {
        return stage == Stage.DATA ? size : 0;
    }

    void passed(int data) {
        size -= data;
        if (size == 0) {
            stage = Stage.DATA_RETURN;
        }
    }

    @Nullable Flaw take(byte b) {
        return switch (stage) {
            case SIZE -> size(b);
            case EXTENSION -> b == '\r' ? then(Stage.SIZE_END) : extra(b, Flaw.CHUNK_SIZE);
            case SIZE_END -> lineEnd(b, size > 0 ? Stage.DATA : Stage.LINE, Flaw.CHUNK_SIZE);
            case DATA_RETURN -> b == '\r' ? then(Stage.DATA_END) : Flaw.CHUNK_END;
            case DATA_END -> {
                digits = 0;
                yield lineEnd(b, Stage.SIZE, Flaw.CHUNK_END);
            }
            case LINE -> {
                if (b == '\r') {
                    yield then(Stage.LAST_END);
                }
                stage = Stage.TRAILER;
                yield extra(b, Flaw.CHUNK_END);
            }
            case TRAILER -> b == '\r' ? then(Stage.TRAILER_END) : extra(b, Flaw.CHUNK_END);
            case TRAILER_END -> lineEnd(b, Stage.LINE, Flaw.CHUNK_END);
            case LAST_END -> lineEnd(b, Stage.ENDED, Flaw.CHUNK_END);
            case DATA, ENDED -> throw new IllegalStateException(stage.name());
        };
    }

    private @Nullable Flaw size(byte b) {
        int digit = Character.digit(b, 16);
        if (digit >= 0) {
            size = size << 4 | digit;
            return ++digits <= MOST_DIGITS ? null : Flaw.CHUNK_SIZE;
        }
        if (digits == 0) {
            return Flaw.CHUNK_SIZE;
        }
        return switch (b) {
            case '\r' -> then(Stage.SIZE_END);
            case ';' -> then(Stage.EXTENSION);
            default -> Flaw.CHUNK_SIZE;
        };
    }

    private @Nullable Flaw extra(byte b, Flaw otherwise) {
        if (b >= 0 && b < ' ' && b != '\t' || b == 0x7f) {
            return otherwise;
        }
        return ++extra <= MOST_EXTRA ? null : Flaw.CHUNK_EXTRA;
    }

    private @Nullable Flaw lineEnd(byte b, Stage following, Flaw otherwise) {
        return b == '\n' ? then(following) : otherwise;
    }

    private @Nullable Flaw then(Stage following) {
        stage = following;
        return null;
    }
}
