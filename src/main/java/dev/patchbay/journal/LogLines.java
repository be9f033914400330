package dev.patchbay.journal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.hub.Dollars;
import dev.patchbay.hub.Usage;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Words every note: its level, one sentence for the console, and its fields for the log file.
public final class LogLines {
    private LogLines() {}

    public static LogLevel level(Note note) {
        return switch (note) {
            case Note.ProgramStarted _, Note.DoorOpened _, Note.DoorClosed _, Note.TokenMade _ ->
                    LogLevel.INFO;
            case Note.ProgramReplaced _ -> LogLevel.INFO;
            case Note.SettingsApplied _,
                    Note.ExchangeEnded _,
                    Note.Forwarded _,
                    Note.KeysReloaded _ ->
                    LogLevel.INFO;
            case Note.DoorPartlyOpened _ -> LogLevel.INFO;
            case Note.DoorExposed _ -> LogLevel.WARN;
            case Note.SettingsFault _, Note.Refused _, Note.FellBack _, Note.WrongToken _ ->
                    LogLevel.WARN;
            case Note.CircuitOpened _, Note.KeyRested _, Note.StormCalmed _, Note.SignInEnded _ ->
                    LogLevel.WARN;
            case Note.CircuitClosed _, Note.BackendReset _, Note.SetBack _ -> LogLevel.INFO;
            case Note.BudgetReached _, Note.Unpriced _ -> LogLevel.WARN;
            case Note.Dropped dropped -> dropped.felt() ? LogLevel.WARN : LogLevel.DEBUG;
            case Note.Warned _, Note.Retried _, Note.ModelsUnlisted _ -> LogLevel.WARN;
            case Note.ExchangeStarted _, Note.Routed _, Note.ModelsListed _ -> LogLevel.DEBUG;
            case Note.AnswerGrew _ -> LogLevel.TRACE;
            case Note.HistoryResumed _ -> LogLevel.INFO;
            case Note.HistoryPaused _, Note.HistoryLost _, Note.CacheHitsFell _ -> LogLevel.WARN;
            case Note.HistoryFault _, Note.Fault _ -> LogLevel.ERROR;
        };
    }

    public static String sentence(Note note) {
        return switch (note) {
            case Note.ProgramStarted(var version, var java, _) ->
                    "Patchbay %s on Java %s".formatted(version, java);
            case Note.ProgramReplaced(var version) ->
                    "Patchbay %s was installed; it is in use after a restart".formatted(version);
            case Note.DoorOpened(var address, var token) ->
                    "Listening on %s%s".formatted(address, token ? "" : ", without a token");
            case Note.DoorExposed(var address) ->
                    "Other computers can reach %s: whoever knows a token comes in, and what they send is not encrypted on its way"
                            .formatted(address);
            case Note.DoorPartlyOpened(var address, var reason) ->
                    "Not listening on %s: %s".formatted(address, reason);
            case Note.DoorClosed(var cancelled) ->
                    cancelled == 0
                            ? "Stopped"
                            : "Stopped; exchanges told to end: %d".formatted(cancelled);
            case Note.SettingsApplied(var source, var backends, var aliases) ->
                    "Settings from %s, backends: %d, aliases: %d"
                            .formatted(source, backends, aliases);
            case Note.SettingsFault(var where, var problem, var consequence) ->
                    "%s: %s %s".formatted(where, problem, consequence).strip();
            case Note.TokenMade(var name) -> "Made the local token '%s'".formatted(name);
            case Note.KeysReloaded(var tokens) ->
                    "Keys are read again; local tokens: %d".formatted(tokens);
            case Note.WrongToken(var path, var count, var delay) ->
                    "Refused %s: a wrong token, number %d%s"
                            .formatted(
                                    path,
                                    count,
                                    delay == 0 ? "" : ", answered after " + delay + " ms");
            case Note.ModelsListed(var backend, var count) ->
                    "%s lists %d models".formatted(backend, count);
            case Note.ModelsUnlisted(var backend, var reason) ->
                    "The models of %s could not be listed: %s".formatted(backend, reason);
            case Note.BudgetReached(var budget, var percent, var spent, var limit, var renews) ->
                    "%s reached %d %%: %s of %s; it renews %s"
                            .formatted(
                                    budget, percent, Dollars.of(spent), Dollars.of(limit), renews);
            case Note.Unpriced(var backend, var model) ->
                    "No price is known for %s/%s, so no budget can count it"
                            .formatted(backend, model);
            case Note.Fault(var where, var what) -> "%s: %s".formatted(where, what);
            case Note.CircuitOpened(
                            var backend,
                            var model,
                            var failures,
                            var seconds,
                            var reason) ->
                    "%s/%s failed %d times in a row; others are asked first for %d seconds: %s"
                            .formatted(backend, model, failures, seconds, reason);
            case Note.CircuitClosed(var backend, var model) ->
                    "%s/%s answers again".formatted(backend, model);
            case Note.SignInEnded(var backend, var reason) ->
                    "The sign-in to %s has ended: %s".formatted(backend, reason);
            case Note.KeyRested(var backend, var key, var keys, var seconds, var reason) ->
                    "Key %d of %d of %s rests for %d seconds: it %s"
                            .formatted(key, keys, backend, seconds, reason);
            case Note.BackendReset(var backend, var circuits, var keys) ->
                    "%s was reset; circuits closed: %d, keys woken: %d"
                            .formatted(backend, circuits, keys);
            case Note.HistoryPaused(var reason) ->
                    "The history cannot be written: %s Requests go on; what ends meanwhile waits in memory."
                            .formatted(reason);
            case Note.HistoryResumed() -> "The history can be written again";
            case Note.HistoryLost(var exchanges) ->
                    "Exchanges that are missing from the history: %d".formatted(exchanges);
            case Note.CacheHitsFell(var alias, var before, var now, var reason) ->
                    "Of the prompts of %s, %d %% come from a cache now, %d %% before. Likely: %s"
                            .formatted(alias, now, before, reason);
            case Note.HistoryFault(var problem, var consequence) ->
                    "%s %s".formatted(problem, consequence);
            case Note.Refused(var path, var status, var reason) ->
                    "Refused %s with %d: %s".formatted(path, status, reason);
            case Note.Forwarded(var method, var path, var backend, var status, var millis) ->
                    "%s %s went to %s as it came: %d, %d ms"
                            .formatted(method, path, backend, status, millis);
            case Note.ExchangeStarted(
                            var id,
                            var front,
                            var client,
                            _,
                            _,
                            var asked,
                            _,
                            _,
                            var replayOf) ->
                    "%s %s asks for %s (%s)%s".formatted(id, client, asked, front, again(replayOf));
            case Note.Warned(var id, var reason) -> "%s: %s".formatted(id, reason);
            case Note.Routed(var id, var asked, _, var backend, var model, var lane, var reason) ->
                    "%s %s → %s/%s by %s (%s)".formatted(id, asked, backend, model, reason, lane);
            case Note.Dropped(var id, var backend, var what, _) ->
                    "%s dropped%s: %s"
                            .formatted(id, backend.isEmpty() ? "" : " for " + backend, what);
            case Note.Retried(var id, var backend, var reason) ->
                    "%s asked %s again: %s".formatted(id, backend, reason);
            case Note.FellBack(var id, var from, var to, var reason) ->
                    "%s went from %s to %s: %s".formatted(id, from, to, reason);
            case Note.SetBack(var id, var backend, var model, var reason) ->
                    "%s sets %s/%s back: %s".formatted(id, backend, model, reason);
            case Note.StormCalmed(var id, var backend, var failures, var seconds) ->
                    "%s is not passed on to %s: the same request failed %d times within %d seconds"
                            .formatted(id, backend, failures, seconds);
            case Note.AnswerGrew(var id, var letters) -> "%s grew to %d".formatted(id, letters);
            case Note.ExchangeEnded ended -> sentence(ended);
        };
    }

    private static String sentence(Note.ExchangeEnded ended) {
        var text = new StringBuilder(ended.id()).append(' ').append(ended.asked());
        text.append(again(ended.replayOf()));
        ended.model()
                .ifPresent(
                        model ->
                                text.append(" → ")
                                        .append(ended.backend().orElse("?"))
                                        .append('/')
                                        .append(model));
        text.append(": ").append(ended.outcome()).append(' ').append(ended.status());
        text.append(", in ").append(count(ended.usage().prompt(), ended.usage()));
        text.append(", out ").append(count(ended.usage().output(), ended.usage()));
        ended.cost()
                .nanoUsd()
                .ifPresent(
                        nano ->
                                text.append(", ")
                                        .append(ended.usage().estimated() ? "~" : "")
                                        .append(Dollars.of(nano)));
        ended.firstTokenMillis()
                .ifPresent(millis -> text.append(", first ").append(millis).append(" ms"));
        text.append(", ").append(ended.durationMillis()).append(" ms");
        if (ended.retries() > 0) {
            text.append(", retries ").append(ended.retries());
        }
        if (!ended.dropped().isEmpty()) {
            text.append(", dropped ").append(String.join(" ", ended.dropped()));
        }
        ended.error().ifPresent(error -> text.append(": ").append(error));
        return text.toString();
    }

    private static String again(Optional<String> replayOf) {
        return replayOf.map(", a replay of %s"::formatted).orElse("");
    }

    private static String count(OptionalLong tokens, Usage usage) {
        return tokens.isEmpty() ? "?" : (usage.estimated() ? "~" : "") + tokens.getAsLong();
    }

    /// The name of a note's kind in the log file: `exchange-ended`.
    public static String kind(Note note) {
        return note.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    /// The fields of a note, named as docs/events.md lists them; what is unknown is left out.
    public static ObjectNode fields(Note note) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        for (var component : note.getClass().getRecordComponents()) {
            try {
                NoteFields.put(fields, component.getName(), component.getAccessor().invoke(note));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(
                        "a note that cannot be read: " + note.getClass(), e);
            }
        }
        return fields;
    }
}
