package dev.patchbay.proxy.rewrites;

import dev.patchbay.codec.anthropic.AnthropicEdits;
import dev.patchbay.codec.edits.RequestEdits;
import dev.patchbay.codec.openai.OpenAiEdits;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Loss;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Edit;
import dev.patchbay.settings.Profile;
import dev.patchbay.settings.Rewrite;
import dev.patchbay.wire.Headers;
import dev.patchbay.wire.JsonEdits;
import dev.patchbay.wire.JsonSpan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// The user's rewrites that one request goes through on its way to one backend.
///
/// Those of messages, system text and tools change what the client sent, before the lanes part; so
/// a relay sends the changed bytes on, and a translation reads them. Those of fields and headers
/// change what goes to the backend, in its own dialect. All bytes that no rewrite is about stay.
public record Rewrites(List<Edit> edits) {
    static final Rewrites NONE = new Rewrites(List.of());

    /// What the client asks after its part of the rewrites.
    ///
    /// @param body the client's request, changed; the very same bytes if nothing was
    /// @param tools the tools that have another name in it; if any has, the answer needs them
    public record Asked(byte[] body, RenamedTools tools) {}

    /// Headers that hold a list: another line adds to it and takes nothing away.
    private static final List<String> LISTS = List.of("anthropic-beta", "openai-beta");

    public Rewrites {
        edits = List.copyOf(edits);
    }

    /// Those that are switched on.
    public static Rewrites of(List<Rewrite> rewrites) {
        return new Rewrites(rewrites.stream().filter(Rewrite::enabled).map(Rewrite::edit).toList());
    }

    /// Those for a request with this profile's token that goes by this alias to this backend, in
    /// the order in which they are done: the profile's, the alias's, the backend's.
    public static Rewrites of(
            Optional<Profile> profile, Optional<Alias> alias, BackendSettings backend) {
        List<Rewrite> all = new ArrayList<>();
        profile.map(Profile::rewrites).ifPresent(all::addAll);
        alias.map(Alias::rewrites).ifPresent(all::addAll);
        all.addAll(backend.rewrites());
        return of(all);
    }

    /// Does what is about messages, system text and tools.
    ///
    /// @param front the dialect of the client
    public Asked asked(Dialect front, byte[] body, Consumer<Loss> losses) {
        if (edits.isEmpty()) {
            return new Asked(body, RenamedTools.NONE);
        }
        RequestEdits places = places(front);
        byte[] changed = body;
        List<Edit.RenameTool> renames = new ArrayList<>();
        for (Edit edit : edits) {
            changed =
                    switch (edit) {
                        case Edit.AppendToLastUserMessage(String text) ->
                                places.appendToLastUserMessage(changed, text);
                        case Edit.PrependToSystem(String text) ->
                                places.prependToSystem(changed, text);
                        case Edit.AppendToSystem(String text) ->
                                places.appendToSystem(changed, text);
                        case Edit.RenameTool rename -> {
                            renames.add(rename);
                            yield changed;
                        }
                        case Edit.SetField _, Edit.DropField _, Edit.AddHeader _ -> changed;
                    };
        }
        if (renames.isEmpty()) {
            return new Asked(changed, RenamedTools.NONE);
        }
        List<JsonSpan> names = places.toolNames(JsonSpan.of(changed));
        var tools = RenamedTools.of(renames, names, losses);
        return new Asked(tools.renamed(changed, names), tools);
    }

    /// Does what is about fields, on the body that goes to the backend.
    public byte[] sent(byte[] body) {
        byte[] changed = body;
        for (Edit edit : edits) {
            if (edit instanceof Edit.SetField(var field, var value)) {
                var object = JsonSpan.of(changed);
                changed = new JsonEdits(changed).set(object, field, value).done();
            } else if (edit instanceof Edit.DropField(var field)) {
                var object = JsonSpan.of(changed);
                changed = new JsonEdits(changed).drop(object, field).done();
            }
        }
        return changed;
    }

    /// Does what is about headers. A header that is there already gets the new value.
    public Headers sent(Headers headers) {
        Headers changed = headers;
        for (Edit edit : edits) {
            if (edit instanceof Edit.AddHeader(String name, String value)) {
                boolean list = LISTS.contains(name.toLowerCase(Locale.ROOT));
                changed = (list ? changed : changed.without(name)).with(name, value);
            }
        }
        return changed;
    }

    private static RequestEdits places(Dialect front) {
        return switch (front) {
            case ANTHROPIC -> new AnthropicEdits();
            case OPENAI -> new OpenAiEdits();
            case OCI -> throw new IllegalArgumentException("no client speaks " + front);
        };
    }
}
