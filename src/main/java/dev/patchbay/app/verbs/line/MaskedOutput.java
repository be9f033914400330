package dev.patchbay.app.verbs.line;

import dev.patchbay.settings.masking.KnownSecrets;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/// Standard error, line by line without the secrets in it: whatever is printed there, by us, by a
/// library, or by the JVM about a thread that met a fault nobody expected.
public final class MaskedOutput extends FilterOutputStream {
    private final KnownSecrets known;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private MaskedOutput(OutputStream out, KnownSecrets known) {
        super(out);
        this.known = known;
    }

    public static PrintStream over(PrintStream out, KnownSecrets known) {
        return new PrintStream(new MaskedOutput(out, known), true, out.charset());
    }

    @Override
    public synchronized void write(int letter) throws IOException {
        line.write(letter);
        if (letter == '\n') {
            send();
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            write(bytes[i]);
        }
    }

    /// Text without an end of line is a question, and waits for nothing.
    @Override
    public synchronized void flush() throws IOException {
        send();
        out.flush();
    }

    private void send() throws IOException {
        if (line.size() > 0) {
            out.write(known.mask(line.toByteArray()));
            line.reset();
        }
    }
}
