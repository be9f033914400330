package dev.patchbay.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;

/// A named edit of the requests that go by a backend, an alias or a profile.
///
/// @param name what people call it
/// @param enabled whether it is done
/// @param edit what it does
public record Rewrite(String name, boolean enabled, Edit edit, AsWritten written) {
    public static Rewrite of(Edit edit) {
        return new Rewrite(edit.kind(), true, edit, AsWritten.NOTHING);
    }

    public Rewrite withName(String other) {
        return new Rewrite(other, enabled, edit, written);
    }

    public Rewrite withEnabled(boolean other) {
        return new Rewrite(name, other, edit, written);
    }

    public Rewrite withEdit(Edit other) {
        return new Rewrite(name, enabled, other, written);
    }

    /// What is wrong with it, or worth knowing, taken by itself; the paths begin in it.
    public List<Problem> problems() {
        List<Problem> found = new ArrayList<>();
        read(Section.root(json(), found));
        return List.copyOf(found);
    }

    static Rewrite read(Section in) {
        Edit edit = EditReading.read(in);
        return new Rewrite(
                in.text("name", edit.kind()), in.flag("enabled", true), edit, in.written());
    }

    ObjectNode json() {
        ObjectNode json = written.overlaid(this, Rewrite::read, Rewrite::draft);
        // What stands in for a missing one is a kind like others, but must be written.
        json.putIfAbsent("kind", json.textNode(edit.kind()));
        return json;
    }

    private ObjectNode draft() {
        Draft draft =
                new Draft().put("name", name).put("enabled", enabled).put("kind", edit.kind());
        EditReading.draft(edit, draft);
        return draft.done();
    }
}
