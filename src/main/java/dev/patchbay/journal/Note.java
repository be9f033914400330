package dev.patchbay.journal;

import dev.patchbay.hub.Cost;
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

    /// Another version was put where the program was started from.
    ///
    /// @param version the one that stands there
    record ProgramReplaced(String version) implements Note {}

    record DoorOpened(String address, boolean tokenRequired) implements Note {}

    /// An address that other computers can reach was opened.
    record DoorExposed(String address) implements Note {}

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

    /// A budget passed one of its marks: 50, 80 or 100 percent.
    ///
    /// @param budget which one, for people
    /// @param renews when it begins anew, for people
    record BudgetReached(
            String budget, int percent, long spentNanoUsd, long limitNanoUsd, String renews)
            implements Note {}

    /// A budget cannot count what this model costs, because nobody told its price.
    record Unpriced(String backend, String model) implements Note {}

    record Fault(String where, String what) implements Note {}

    // How backends do

    /// A model failed so often that others are asked before it.
    ///
    /// @param failures in a row
    /// @param seconds until it is tried again
    record CircuitOpened(String backend, String model, int failures, int seconds, String reason)
            implements Note {}

    record CircuitClosed(String backend, String model) implements Note {}

    /// @param key which of the backend's keys, counted from 1; never the key itself
    record KeyRested(String backend, int key, int keys, int seconds, String reason)
            implements Note {}

    /// Nobody is signed in to a backend any more: its server says that the sign-in has ended.
    record SignInEnded(String backend, String reason) implements Note {}

    /// A person ended what a backend's failures had led to.
    record BackendReset(String backend, int circuits, int keys) implements Note {}

    // The history

    /// What happened cannot be kept at the moment. It waits, as far as there is room.
    record HistoryPaused(String reason) implements Note {}

    record HistoryResumed() implements Note {}

    /// Exchanges that ended and could not be kept.
    record HistoryLost(long exchanges) implements Note {}

    /// Much less of an alias's prompts comes from caches than before.
    ///
    /// @param reason why, as far as that can be seen from here
    record CacheHitsFell(String alias, int percentBefore, int percentNow, String reason)
            implements Note {}

    /// The history's file cannot be used as it is, and what was done about it.
    record HistoryFault(String problem, String consequence) implements Note {}

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

    /// @param replayOf the exchange that is sent again
    record ExchangeStarted(
            String id,
            String front,
            String client,
            Optional<String> clientRun,
            Optional<String> profile,
            String asked,
            boolean stream,
            long bytes,
            Optional<String> replayOf)
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

    /// @param alias the alias that led there, where one did
    record Routed(
            String id,
            String asked,
            Optional<String> alias,
            String backend,
            String model,
            String lane,
            String reason)
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

    /// A target is asked after the others of its chain, or not at all.
    record SetBack(String id, String backend, String model, String reason) implements Note {
        @Override
        public Optional<String> exchange() {
            return Optional.of(id);
        }
    }

    /// The same request failed so often that it was answered without asking. Told once until it is
    /// passed on again.
    record StormCalmed(String id, String backend, int failures, int seconds) implements Note {
        @Override
        public Optional<String> exchange() {
            return Optional.of(id);
        }
    }

    /// Tokens are coming in: told a few times a second at most.
    ///
    /// @param letters all of the answer so far
    record AnswerGrew(String id, long letters) implements Note {
        @Override
        public Optional<String> exchange() {
            return Optional.of(id);
        }
    }

    /// @param status what the client got
    /// @param outcome `ok`, `failed`, `cancelled` or `refused`
    /// @param alias the alias that led to the backend, where one did
    /// @param profile the profile of the token that was shown, where it has one
    /// @param replayOf the exchange that was sent again
    record ExchangeEnded(
            String id,
            int status,
            String outcome,
            String asked,
            Optional<String> alias,
            Optional<String> profile,
            Optional<String> backend,
            Optional<String> model,
            boolean stream,
            Usage usage,
            Cost cost,
            OptionalInt firstTokenMillis,
            int durationMillis,
            int retries,
            int fallbacks,
            List<String> dropped,
            Optional<String> error,
            Optional<String> replayOf)
            implements Note {
        @Override
        public Optional<String> exchange() {
            return Optional.of(id);
        }
    }
}
