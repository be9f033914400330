package dev.patchbay.keys;

import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUnavailable.Reason;
import dev.patchbay.settings.Secrets;
import dev.patchbay.settings.masking.KnownSecrets;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// All places of secrets behind one door. What was found is remembered; while one thread looks,
/// others that want the same wait for it; a failure is not remembered.
public final class KeyRing implements Secrets {
    private static final Duration COMMAND_DEADLINE = Duration.ofSeconds(10);

    private final Keychain keychain;
    private final Env env;
    private final FileRef files;
    private final Command commands;
    private final KnownSecrets known;
    private final ConcurrentHashMap<SecretRef, FutureTask<Secret>> found =
            new ConcurrentHashMap<>();

    KeyRing(Keychain keychain, Env env, FileRef files, Command commands, KnownSecrets known) {
        this.keychain = keychain;
        this.env = env;
        this.files = files;
        this.commands = commands;
        this.known = known;
    }

    /// @param settingsFolder where the relative path of a file starts
    /// @param known is told of every secret that is found
    public static KeyRing of(
            Keychain keychain,
            Map<String, String> environment,
            Path settingsFolder,
            KnownSecrets known) {
        return new KeyRing(
                keychain,
                new Env(environment),
                new FileRef(settingsFolder, Path.of(System.getProperty("user.home"))),
                new Command(COMMAND_DEADLINE),
                known);
    }

    @Override
    public Secret get(SecretRef ref) throws SecretUnavailable {
        var mine = new FutureTask<>(() -> found(ref));
        FutureTask<Secret> other = found.putIfAbsent(ref, mine);
        FutureTask<Secret> task = other == null ? mine : other;
        if (other == null) {
            mine.run();
        }
        try {
            return task.get();
        } catch (ExecutionException e) {
            found.remove(ref, task);
            throw failure(ref, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SecretUnavailable(
                    Reason.TIMED_OUT, "The wait for " + ref + " was interrupted.", e);
        }
    }

    @Override
    public void put(SecretRef.Keychain at, Secret secret) throws SecretUnavailable {
        known.add(secret);
        keychain.put(at.name(), secret);
        forget(at);
    }

    @Override
    public void delete(SecretRef.Keychain at) throws SecretUnavailable {
        keychain.delete(at.name());
        forget(at);
    }

    @Override
    public void forget(SecretRef ref) {
        found.remove(ref);
    }

    /// Where `keychain:NAME` leads.
    public Keychain keychain() {
        return keychain;
    }

    /// The next `get` of anything looks again.
    public void forgetAll() {
        found.clear();
    }

    @Override
    public void met(Secret secret) {
        known.add(secret);
    }

    private Secret found(SecretRef ref) throws SecretUnavailable {
        Secret secret = find(ref);
        known.add(secret);
        return secret;
    }

    private Secret find(SecretRef ref) throws SecretUnavailable {
        return switch (ref) {
            case SecretRef.Keychain(String name) -> keychain.get(name);
            case SecretRef.Env variable -> env.get(variable);
            case SecretRef.File file -> files.get(file);
            case SecretRef.Command command -> commands.get(command);
            case SecretRef.Plain(Secret value) -> OneLine.of(value.reveal(), ref);
        };
    }

    private static SecretUnavailable failure(SecretRef ref, @Nullable Throwable cause) {
        if (cause instanceof SecretUnavailable known) {
            // A new one, because each asker's own stack is what helps.
            return new SecretUnavailable(known.reason(), known.message(), known);
        }
        return new SecretUnavailable(Reason.BROKEN, ref + " could not be had.", cause);
    }
}
