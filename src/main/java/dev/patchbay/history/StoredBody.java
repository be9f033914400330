package dev.patchbay.history;

import dev.patchbay.journal.Recording.Side;

import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;

/// A body in the form in which the file holds it: compressed where that pays. The form is the one
/// that `sqlar_uncompress(content, size)` of SQLite's own shell undoes.
///
/// @param size how many bytes were kept, before they were compressed
/// @param content shorter than `size` if it is compressed
/// @param words what it can be found by
record StoredBody(Side side, long total, int size, byte[] content, String words) {
    static StoredBody of(KeptBody body) {
        byte[] plain = body.content();
        byte[] packed = packed(plain);
        boolean searched = body.side() == Side.CLIENT_REQUEST || body.side() == Side.CLIENT_ANSWER;
        return new StoredBody(
                body.side(),
                body.total(),
                plain.length,
                packed.length < plain.length ? packed : plain,
                searched ? BodyText.of(plain) : "");
    }

    static StoredBody read(ColumnReader in) throws SQLException {
        Side side = Side.valueOf(in.text().toUpperCase(Locale.ROOT).replace('-', '_'));
        return new StoredBody(side, in.number(), (int) in.number(), in.bytes(), "");
    }

    void write(long exchange, ColumnWriter out) throws SQLException {
        String word = side.name().toLowerCase(Locale.ROOT).replace('_', '-');
        out.put(exchange).put(word).put(total).put(size).put(content);
    }

    static String words(List<StoredBody> bodies) {
        return bodies.stream().map(StoredBody::words).collect(Collectors.joining(" "));
    }

    KeptBody plain() {
        return new KeptBody(side, content.length < size ? unpacked() : content, total);
    }

    private static byte[] packed(byte[] plain) {
        var deflater = new Deflater(Deflater.BEST_SPEED);
        var packed = new ByteArrayOutputStream(plain.length / 4 + 64);
        try (var out = new DeflaterOutputStream(packed, deflater)) {
            out.write(plain);
        } catch (java.io.IOException e) {
            throw new IllegalStateException("memory could not be written", e);
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    /// As far as it goes: what somebody else changed in the file must not stop a reader.
    private byte[] unpacked() {
        var inflater = new Inflater();
        inflater.setInput(content);
        byte[] plain = new byte[size];
        try {
            int length = inflater.inflate(plain);
            return length == size ? plain : Arrays.copyOf(plain, length);
        } catch (DataFormatException e) {
            return new byte[0];
        } finally {
            inflater.end();
        }
    }
}
