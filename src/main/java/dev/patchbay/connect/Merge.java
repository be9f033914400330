package dev.patchbay.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.patchbay.connect.JsonText.Kind;
import dev.patchbay.connect.JsonText.Member;
import dev.patchbay.connect.JsonText.Value;
import dev.patchbay.settings.Secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts named keys into a document and takes them out again. Whatever else stands in it stays as
/// it is: comments, order, spacing, spelling, line ends.
///
/// A member is added behind the last one and behind the comments that follow it; only its comma
/// goes right behind that member. Taken out, it goes with its comma and the blanks that came with
/// it, and with nothing else: so what was added and taken out leaves the very same text.
final class Merge {
    /// A document with our keys, and what was done to it.
    record Put(String text, List<Change> changes) {}

    /// A document without our keys, and the names of those that had become somebody else's.
    record Taken(String text, List<String> left) {}

    private Merge() {}

    static Put put(String document, List<NamedKey> keys) throws Refused {
        String text = document;
        List<Change> changes = new ArrayList<>();
        for (NamedKey key : keys) {
            for (int depth = 1; depth < key.path().size(); depth++) {
                List<String> outer = key.path().subList(0, depth);
                if (JsonText.of(text).at(outer).isEmpty()) {
                    text = added(text, outer, "{}", Change.OBJECT, changes);
                }
            }
            text = put(text, key, changes);
        }
        return new Put(text, changes);
    }

    /// Whether all of them are there already.
    static boolean holds(String document, List<NamedKey> keys) throws Refused {
        JsonText text = JsonText.of(document);
        for (NamedKey key : keys) {
            Optional<Member> member = text.at(key.path());
            Optional<String> said = member.flatMap(it -> text.said(it.value()));
            if (said.filter(it -> it.equals(key.over(it))).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /// Whether everything that we wrote is still there as we wrote it.
    static boolean allOurs(String document, List<Change> changes) throws Refused {
        JsonText text = JsonText.of(document);
        for (Change change : changes) {
            Optional<Member> member = text.at(change.path());
            boolean ours =
                    member.isPresent()
                            && (change.madeObject() || isOurs(text, member.get(), change));
            if (!ours) {
                return false;
            }
        }
        return true;
    }

    /// Those of the keys that are there with exactly our text, as changes to take back.
    static List<Change> found(String document, List<NamedKey> keys) throws Refused {
        JsonText text = JsonText.of(document);
        List<Change> found = new ArrayList<>();
        for (NamedKey key : keys) {
            text.at(key.path())
                    .flatMap(member -> text.said(member.value()))
                    .filter(said -> said.equals(key.over("")))
                    .ifPresent(said -> found.add(Change.found(key, said)));
        }
        return found;
    }

    static Taken take(String document, List<Change> changes) throws Refused {
        String text = document;
        List<String> left = new ArrayList<>();
        for (Change change : changes.reversed()) {
            JsonText now = JsonText.of(text);
            Optional<Member> member = now.at(change.path());
            if (member.isEmpty()) {
                continue;
            }
            if (isOurs(now, member.get(), change)) {
                text = taken(now, member.get(), change);
            } else if (!change.madeObject()) {
                left.addFirst(change.dotted());
            }
        }
        return new Taken(text, left);
    }

    /// Whether what is there is what we wrote; of an object, that nobody put anything into it.
    static boolean isOurs(JsonText text, Member member, Change change) {
        Value value = member.value();
        if (change.madeObject()) {
            return value.kind() == Kind.OBJECT
                    && text.text().substring(value.from() + 1, value.to() - 1).isBlank();
        }
        return text.said(value).map(Change::mark).filter(change.mark()::equals).isPresent();
    }

    // ------------------------------------------------------------------ in

    private static String put(String text, NamedKey key, List<Change> changes) throws Refused {
        JsonText now = JsonText.of(text);
        Optional<Member> member = now.at(key.path());
        if (member.isEmpty()) {
            String said = key.over("");
            return added(text, key.path(), json(said), Change.mark(said), changes);
        }
        Value value = member.get().value();
        Optional<String> present = now.said(value);
        String wanted = key.over(present.orElse(""));
        if (present.filter(wanted::equals).isPresent()) {
            return text;
        }
        var was = Optional.of(Secret.of(now.raw(value)));
        changes.add(new Change(key.path(), Change.mark(wanted), was, "", ""));
        return replaced(text, value.from(), value.to(), json(wanted));
    }

    private static String added(
            String text, List<String> path, String json, String mark, List<Change> changes)
            throws Refused {
        JsonText now = JsonText.of(text);
        var layout = new Layout(now);
        List<String> outer = path.subList(0, path.size() - 1);
        Optional<Member> holder = outer.isEmpty() ? Optional.empty() : now.at(outer);
        Value object = holder.isPresent() ? now.object(holder.get()) : now.root();
        String member = json(path.getLast()) + layout.colon() + json;
        if (object.members().isEmpty()) {
            Gap gap = Gap.of(text, object.from() + 1, object.to() - 1);
            int line = holder.map(Member::from).orElse(object.from());
            String lead = layout.lead(object, line, gap);
            String tail = layout.tail(object, line, gap);
            changes.add(new Change(path, mark, Optional.empty(), lead, tail));
            return replaced(text, gap.end(), gap.end(), lead + member + tail);
        }
        Member last = object.members().getLast();
        Gap gap = Gap.of(text, last.to(), object.to() - 1);
        String lead = layout.lead(last, gap);
        changes.add(new Change(path, mark, Optional.empty(), lead, ""));
        // Who ends the last member with a comma gets ours with one, too.
        String put = lead + member + (gap.hasComma() ? "," : "");
        String longer = replaced(text, gap.end(), gap.end(), put);
        return gap.hasComma() ? longer : replaced(longer, last.to(), last.to(), ",");
    }

    // ------------------------------------------------------------------ out

    private static String taken(JsonText now, Member member, Change change) throws Refused {
        if (change.was().isPresent()) {
            Value value = member.value();
            return replaced(now.text(), value.from(), value.to(), change.was().get().reveal());
        }
        List<String> outer = change.path().subList(0, change.path().size() - 1);
        Optional<Member> holder = outer.isEmpty() ? Optional.empty() : now.at(outer);
        Value object = holder.isPresent() ? holder.get().value() : now.root();
        var cut = Cut.of(now.text(), object, member, change);
        // Blanks are only tidiness: where they matter after all, as behind a comment, they stay.
        return reads(cut.tidy(), without(now, change)) ? cut.tidy() : cut.bare();
    }

    private static boolean reads(String text, JsonNode expected) {
        try {
            return JsonText.of(text).tree().equals(expected);
        } catch (Refused _) {
            return false;
        }
    }

    private static JsonNode without(JsonText text, Change change) {
        JsonNode tree = text.tree();
        JsonNode holder = tree;
        for (String name : change.path().subList(0, change.path().size() - 1)) {
            holder = holder.path(name);
        }
        if (holder instanceof ObjectNode object) {
            object.remove(change.path().getLast());
        }
        return tree;
    }

    private static String json(String text) {
        return TextNode.valueOf(text).toString();
    }

    private static String replaced(String text, int from, int to, String other) {
        return text.substring(0, from) + other + text.substring(to);
    }
}
