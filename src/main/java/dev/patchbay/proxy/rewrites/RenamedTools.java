package dev.patchbay.proxy.rewrites;

import com.fasterxml.jackson.databind.node.TextNode;

import dev.patchbay.codec.body.AnswerFeed;
import dev.patchbay.hub.Block;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.settings.Edit;
import dev.patchbay.wire.Headers;
import dev.patchbay.wire.Json;
import dev.patchbay.wire.JsonEdits;
import dev.patchbay.wire.JsonSpan;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The tools of one request that the backend knows by other names than the client.
///
/// A name that another tool of the request has is never given: two tools would be one, and nobody
/// could tell whose call an answer means. So each name leads back to one tool.
public final class RenamedTools {
    static final RenamedTools NONE = new RenamedTools(Map.of());

    private final Map<String, String> there;
    private final Map<String, String> here = new HashMap<>();

    private RenamedTools(Map<String, String> there) {
        this.there = there;
        there.forEach((original, other) -> here.put(other, original));
    }

    /// Applies the renames in their order to the names that a request says.
    static RenamedTools of(
            List<Edit.RenameTool> renames, List<JsonSpan> names, Consumer<Loss> losses) {
        Map<String, String> all = new LinkedHashMap<>();
        names.forEach(name -> all.put(name.text(), name.text()));
        for (Edit.RenameTool rename : renames) {
            if (!all.containsValue(rename.from())) {
                continue;
            }
            if (all.containsValue(rename.to())) {
                losses.accept(Loss.felt("rename-tool to a name that another tool has"));
            } else {
                all.replaceAll((_, name) -> name.equals(rename.from()) ? rename.to() : name);
            }
        }
        all.entrySet().removeIf(entry -> entry.getKey().equals(entry.getValue()));
        return all.isEmpty() ? NONE : new RenamedTools(all);
    }

    /// Whether every tool has the name that the client gave it.
    public boolean isEmpty() {
        return there.isEmpty();
    }

    /// The request with the other names, in these places of it.
    byte[] renamed(byte[] body, List<JsonSpan> names) {
        var edits = new JsonEdits(body);
        for (JsonSpan name : names) {
            String other = there.get(name.text());
            if (other != null) {
                edits.replace(name, Json.bytes(TextNode.valueOf(other)));
            }
        }
        return edits.done();
    }

    /// The answer with the names that the client knows.
    public AnswerFeed told(AnswerFeed feed) {
        return isEmpty() ? feed : new Told(feed);
    }

    private final class Told implements AnswerFeed {
        private final AnswerFeed feed;

        Told(AnswerFeed feed) {
            this.feed = feed;
        }

        @Override
        public void head(int status, Headers headers) {
            feed.head(status, headers);
        }

        @Override
        public void bytes(ByteBuffer read, Consumer<Event> out) {
            feed.bytes(read, event -> out.accept(back(event)));
        }

        @Override
        public void end(Consumer<Event> out) {
            feed.end(event -> out.accept(back(event)));
        }

        @Override
        public void broken(ProxyError error, Consumer<Event> out) {
            feed.broken(error, event -> out.accept(back(event)));
        }

        @Override
        public boolean complete() {
            return feed.complete();
        }
    }

    /// What the backend said, with the name that the client knows.
    Event back(Event event) {
        if (event instanceof Event.BlockOpened(int index, Block.ToolCall(String id, String name))
                && here.get(name) instanceof String original) {
            return new Event.BlockOpened(index, new Block.ToolCall(id, original));
        }
        return event;
    }
}
