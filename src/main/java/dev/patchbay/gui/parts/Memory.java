package dev.patchbay.gui.parts;

import dev.patchbay.settings.OwnerOnly;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/// What windows remember from one run to the next: where they stood, what was said once. None of it
/// is worth an error; what cannot be read is forgotten.
public final class Memory {
    private final Path file;
    private final Errands errands;
    private final Properties remembered = new Properties();
    private int unwritten;

    /// Reads the file, so not where windows are drawn.
    public Memory(Path file, Errands errands) {
        this.file = file;
        this.errands = errands;
        try (InputStream in = Files.newInputStream(file)) {
            remembered.load(in);
        } catch (NoSuchFileException _) {
            return; // the first run
        } catch (IOException | IllegalArgumentException _) {
            remembered.clear();
        }
    }

    public synchronized Optional<String> get(String key) {
        return Optional.ofNullable(remembered.getProperty(key));
    }

    /// From now on, and on the disk soon.
    public synchronized void put(String key, String value) {
        if (!value.equals(remembered.setProperty(key, value))) {
            unwritten++;
            errands.run(this::write, _ -> {}, _ -> {});
        }
    }

    private synchronized boolean write() throws IOException {
        try {
            var content = new ByteArrayOutputStream();
            remembered.store(content, null);
            OwnerOnly.folderOf(file);
            OwnerOnly.write(file, content.toByteArray());
            return true;
        } finally {
            unwritten--;
            notifyAll();
        }
    }

    /// Waits until all of it is on the disk, or cannot be put there.
    public synchronized void settle(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (unwritten > 0 && System.nanoTime() < until) {
            TimeUnit.NANOSECONDS.timedWait(this, until - System.nanoTime());
        }
    }
}
