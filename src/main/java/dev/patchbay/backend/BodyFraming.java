package dev.patchbay.backend;

import dev.patchbay.wire.Headers;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Optional;

/// Finds where a response's body ends, and takes the chunk marks out of it in place.
///
/// All payload of one read ends up side by side at the front of the read's range, so that it can be
/// handed on as one piece however many HTTP chunks it came in.
abstract sealed class BodyFraming {
    private @Nullable BadResponse fault;

    /// Works on `bytes[from, to)`; answers how much payload now stands at `from`. Behind it a fault
    /// may have been met.
    abstract int take(byte[] bytes, int from, int to);

    /// Throws the fault that was met, once what came before it was told.
    void check() throws BadResponse {
        if (fault != null) {
            throw fault;
        }
    }

    /// Notes what makes the rest of the body unreadable.
    void spoil(BadResponse met) {
        fault = met;
    }

    /// Whether the whole body has come.
    abstract boolean complete();

    /// Whether the end of the connection is also the end of the body.
    abstract boolean mayEndHere();

    static BodyFraming of(String method, int status, Headers headers) throws BadResponse {
        if (method.equals("HEAD") || status == 204 || status == 304) {
            return new Fixed(0);
        }
        Optional<String> coding = headers.first("transfer-encoding");
        if (coding.isPresent() && !coding.get().equalsIgnoreCase("identity")) {
            if (!coding.get().toLowerCase(Locale.ROOT).endsWith("chunked")) {
                throw new BadResponse("its transfer coding is unknown");
            }
            return new Chunked();
        }
        Optional<String> length = headers.first("content-length");
        if (length.isEmpty()) {
            return new UntilClose();
        }
        try {
            long announced = Long.parseLong(length.get());
            if (announced >= 0) {
                return new Fixed(announced);
            }
        } catch (NumberFormatException e) {
            // Told below, like every other length that is none.
        }
        throw new BadResponse("its content length is not a number");
    }

    private static final class Fixed extends BodyFraming {
        private long left;

        Fixed(long length) {
            left = length;
        }

        @Override
        int take(byte[] bytes, int from, int to) {
            if (to - from > left) {
                spoil(new BadResponse("it sent more than it announced"));
            }
            int payload = (int) Math.min(left, to - from);
            left -= payload;
            return payload;
        }

        @Override
        boolean complete() {
            return left == 0;
        }

        @Override
        boolean mayEndHere() {
            return false;
        }
    }

    private static final class UntilClose extends BodyFraming {
        @Override
        int take(byte[] bytes, int from, int to) {
            return to - from;
        }

        @Override
        boolean complete() {
            return false;
        }

        @Override
        boolean mayEndHere() {
            return true;
        }
    }

    private static final class Chunked extends BodyFraming {
        private enum Place {
            SIZE,
            EXTENSION,
            DATA,
            AFTER_DATA,
            TRAILER,
            DONE
        }

        private Place place = Place.SIZE;
        private long left;
        private int sizeDigits;
        private int trailerLine;

        @Override
        int take(byte[] bytes, int from, int to) {
            int written = from;
            int i = from;
            try {
                while (i < to) {
                    if (place == Place.DATA) {
                        int count = (int) Math.min(left, to - i);
                        System.arraycopy(bytes, i, bytes, written, count);
                        written += count;
                        i += count;
                        left -= count;
                        if (left == 0) {
                            place = Place.AFTER_DATA;
                        }
                    } else {
                        mark(bytes[i++]);
                    }
                }
            } catch (BadResponse e) {
                spoil(e);
            }
            return written - from;
        }

        private void mark(byte b) throws BadResponse {
            switch (place) {
                case SIZE -> size(b);
                case EXTENSION -> {
                    if (b == '\n') {
                        endSize();
                    }
                }
                case AFTER_DATA -> {
                    if (b == '\n') {
                        place = Place.SIZE;
                        sizeDigits = 0;
                    } else if (b != '\r') {
                        throw new BadResponse("a chunk of it is longer than announced");
                    }
                }
                case TRAILER -> {
                    if (b == '\n') {
                        place = trailerLine == 0 ? Place.DONE : Place.TRAILER;
                        trailerLine = 0;
                    } else if (b != '\r') {
                        trailerLine++;
                    }
                }
                case DONE -> throw new BadResponse("it sent more after its last chunk");
                case DATA -> throw new IllegalStateException("data is not a mark");
            }
        }

        private void size(byte b) throws BadResponse {
            int digit = Character.digit(b, 16);
            if (digit >= 0) {
                if (++sizeDigits > 15) {
                    throw new BadResponse("a chunk of it is too long");
                }
                left = left * 16 + digit;
            } else if (b == '\n') {
                endSize();
            } else if (b == ';' || b == '\r' || b == ' ') {
                place = Place.EXTENSION;
            } else {
                throw new BadResponse("a chunk size of it is not a number");
            }
        }

        private void endSize() throws BadResponse {
            if (sizeDigits == 0) {
                throw new BadResponse("a chunk size of it is missing");
            }
            place = left == 0 ? Place.TRAILER : Place.DATA;
        }

        @Override
        boolean complete() {
            return place == Place.DONE;
        }

        @Override
        boolean mayEndHere() {
            return false;
        }
    }
}
