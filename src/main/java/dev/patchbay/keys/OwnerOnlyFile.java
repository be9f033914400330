package dev.patchbay.keys;

import dev.patchbay.settings.OwnerOnly;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUnavailable.Reason;
import dev.patchbay.settings.WriteHold;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// Secrets in a file that only its owner may read, unencrypted: a key that lay beside it would
/// protect nothing. A link in its place is refused, and so is a file that others can read.
public final class OwnerOnlyFile implements Keychain {
    private final Path file;

    public OwnerOnlyFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public synchronized Secret get(String name) throws SecretUnavailable {
        String value = read().getProperty(name);
        if (value == null) {
            throw new SecretUnavailable(
                    Reason.MISSING,
                    "Nothing named '%s' is kept; `patchbay keys set %s` keeps it."
                            .formatted(name, name));
        }
        return OneLine.of(value, new SecretRef.Keychain(name));
    }

    @Override
    public synchronized void put(String name, Secret secret) throws SecretUnavailable {
        Secret checked = OneLine.of(secret.reveal(), new SecretRef.Keychain(name));
        try (var _ = hold()) {
            Properties all = read();
            all.setProperty(name, checked.reveal());
            write(all);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    @Override
    public synchronized void delete(String name) throws SecretUnavailable {
        try (var _ = hold()) {
            Properties all = read();
            if (all.remove(name) != null) {
                write(all);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    @Override
    public synchronized List<String> names() throws SecretUnavailable {
        return read().stringPropertyNames().stream().sorted().toList();
    }

    @Override
    public String place() {
        return "the file " + file + ", stored unencrypted";
    }

    private WriteHold hold() throws IOException {
        OwnerOnly.folderOf(file);
        return WriteHold.on(file);
    }

    private Properties read() throws SecretUnavailable {
        var all = new Properties();
        Optional<byte[]> content = OwnersFile.read(file);
        if (content.isPresent()) {
            try {
                all.load(new StringReader(new String(content.get(), StandardCharsets.UTF_8)));
            } catch (IOException | IllegalArgumentException e) {
                throw OwnersFile.unreadable(file, e);
            }
        }
        return all;
    }

    private void write(Properties all) throws IOException {
        if (all.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        var text = new StringWriter();
        all.store(text, "Secrets of Patchbay, not encrypted. Keep this file to yourself.");
        OwnerOnly.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private SecretUnavailable unwritable(IOException e) {
        return new SecretUnavailable(
                Reason.BROKEN, "The file of secrets " + file + " could not be written.", e);
    }
}
