package dev.patchbay.backend.oci;

import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUnavailable.Reason;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Reads the small files that an OCI profile is made of, and says which one could not be read.
final class Plain {
    private static final int LONGEST = 1 << 20;

    private Plain() {}

    /// `what` begins the sentence for a person, as "The key file".
    static String text(Path path, String what) throws SecretUnavailable {
        try (var in = Files.newInputStream(path)) {
            byte[] content = in.readNBytes(LONGEST + 1);
            if (content.length > LONGEST) {
                throw new SecretUnavailable(Reason.UNUSABLE, what + " " + path + " is too long.");
            }
            return new String(content, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new SecretUnavailable(
                    Reason.MISSING, "%s %s is not there.".formatted(what, path), e);
        } catch (AccessDeniedException e) {
            throw new SecretUnavailable(
                    Reason.DENIED, "%s %s may not be read.".formatted(what, path), e);
        } catch (IOException e) {
            throw new SecretUnavailable(
                    Reason.BROKEN, "%s %s could not be read.".formatted(what, path), e);
        }
    }
}
