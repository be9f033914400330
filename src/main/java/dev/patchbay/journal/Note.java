package dev.patchbay.journal;

import dev.patchbay.hub.Usage;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// One structured fact for people. Every kind is described in docs/events.md; none holds a secret
/// or a body.
public sealed interface Note {
    /// The exchange that the note belongs to, where it belongs to one.
    default Optional<String> exchange() {
        return Optional.empty();
    }

    // The program

    record ProgramStarted(String version, String java, long pid) implements Note {}

    record DoorOpened(String address, boolean tokenRequired) implements Note {}

    /// An address of ours that could not be opened, while another one could.
    record DoorPartlyOpened(String address, String reason) implements Note {}

    record DoorClosed(int cancelled) implements Note {}

    record SettingsApplied(String source, int backends, int aliases) implements Note {}

    /// A fault in the settings, and what was done about it.
    record SettingsFault(String where, String problem, String consequence) implements Note {}

    record TokenMade(String name) implements Note {}

    /// Another program of ours said that keys or tokens have changed.
    record KeysReloaded(int tokens) implements Note {}

    record ModelsListed(String backend, int count) implements Note {}

    record ModelsUnlisted(String backend, String reason) implements Note {}

    record Fault(String where, String what) implements Note {}

    // The door

    record Refused(String path, int status, String reason) implements Note {}

    /// A token was shown that is none of ours.
    ///
    /// @param count how many there have been, this one included
    /// @param delayMillis how long the answer waits
    record WrongToken(String path, long count, int delayMillis) implements Note {}

    /// A request that is no exchange and went to a backend as it came.
    ///
    /// @param status what the client got
    record Forwarded(String method, String path, String backend, int status, int millis)
            implements Note {}

    // One exchange

    record ExchangeStarted(
            String id,
            String front,
            String client,
            Optional<String> clientRun,
            Optional<String> profile,
            String asked,
            boolean stream,
            long bytes)
            implements Note {
        @Override
        public Optional<String> exchange() {
            return Optional.of(id);
        }
    }

    /// The gate let the exchange begin, and has something to say to people about it.
    record Warned(String id, String reason) implements Note {
        @Override
        public Optional<String> exchange() {
            return Optional.of(id);
        }
    }

    record Routed(String id, String asked, String backend, String model, String lane, String reason)
            implements Note {
        @Override
        public Optional<String> exchange() {
            return Optional.of(id);
        }
    }

    /// Something that could not be translated. `felt` losses are told once per backend and feature
    /// at warning level.
    record Dropped(String id, String backend, String what, boolean felt) implements Note {
        @Override
        public Optional<String> exchange() {
            return Optional.of(id);
        }
    }

    record Retried(String id, String backend, String reason) implements Note {
        @Override
        public Optional<String> exchange() {
            return Optional.of(id);
        }
    }

    record FellBack(String id, String from, String to, String reason) implements Note {
        @Override
        public Optional<String> exchange() {
            return Optional.of(id);
        }
    }

    /// @param status what the client got
    /// @param outcome `ok`, `failed`, `cancelled` or `refused`
    record ExchangeEnded(
            String id,
            int status,
            String outcome,
            String asked,
            Optional<String> backend,
            Optional<String> model,
            boolean stream,
            Usage usage,
            OptionalInt firstTokenMillis,
            int durationMillis,
            int retries,
            int fallbacks,
            List<String> dropped,
            Optional<String> error)
            implements Note {
        @Override
        public Optional<String> exchange() {
            return Optional.of(id);
        }
    }
}
