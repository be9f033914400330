package dev.patchbay.keys;

import dev.patchbay.settings.Login;
import dev.patchbay.settings.Logins;
import dev.patchbay.settings.OwnerOnly;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUnavailable.Reason;
import dev.patchbay.settings.WriteHold;
import dev.patchbay.settings.masking.KnownSecrets;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Sign-ins in files that only their owner may read, one for each backend.
///
/// Not in the system's keychain: a refresh token changes with every use, and what was just given
/// must be on the disk before it is shown to anybody. Several programs of ours take turns by a lock
/// that the system takes back from one that dies.
public final class LoginFiles implements Logins {
    /// Longer than a renewal takes, its timeouts included.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final Path folder;
    private final KnownSecrets known;

    /// @param known is told of every token that is found or kept
    public LoginFiles(Path folder, KnownSecrets known) {
        this.folder = folder.toAbsolutePath();
        this.known = known;
    }

    @Override
    public Optional<Login> find(String backend) throws SecretUnavailable {
        Optional<byte[]> content = OwnersFile.read(file(backend));
        return content.isPresent() ? Optional.of(met(Login.read(content.get()))) : Optional.empty();
    }

    private Login met(Login login) {
        login.secrets().forEach(known::add);
        return login;
    }

    @Override
    public Hold hold(String backend) throws SecretUnavailable {
        Path file = file(backend);
        try {
            OwnerOnly.folder(folder);
            return new FileHold(backend, file, WriteHold.on(file, LONGEST_WAIT));
        } catch (IOException e) {
            throw new SecretUnavailable(
                    Reason.TIMED_OUT, "Its file %s cannot be changed now.".formatted(file), e);
        }
    }

    private final class FileHold implements Hold {
        private final String backend;
        private final Path file;
        private final WriteHold hold;

        FileHold(String backend, Path file, WriteHold hold) {
            this.backend = backend;
            this.file = file;
            this.hold = hold;
        }

        @Override
        public Optional<Login> login() throws SecretUnavailable {
            return find(backend);
        }

        @Override
        public void keep(Login login) throws SecretUnavailable {
            try {
                OwnerOnly.write(file, met(login).content());
            } catch (IOException e) {
                throw unwritable(e);
            }
        }

        @Override
        public void close() throws SecretUnavailable {
            try {
                hold.close();
            } catch (IOException e) {
                throw unwritable(e);
            }
        }

        private SecretUnavailable unwritable(IOException e) {
            return new SecretUnavailable(
                    Reason.BROKEN,
                    "Its file %s could not be written; make room for it, and see that its folder is yours."
                            .formatted(file),
                    e);
        }
    }

    /// Ids of backends are letters, digits, dots, lines and dashes.
    private Path file(String backend) {
        return folder.resolve(backend + ".json");
    }
}
