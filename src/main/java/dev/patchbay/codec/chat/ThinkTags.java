package dev.patchbay.codec.chat;

import java.util.function.Consumer;

/// Finds thinking that a model writes as a tag at the head of its text, in a stream that may cut
/// the tags anywhere.
///
/// Only the first thing of an answer can be such a tag: a later one is text about XML. Of text that
/// could still become a tag the longest such ending is held back.
final class ThinkTags {
    private record Tag(String open, String close) {}

    private static final Tag[] TAGS = {
        new Tag("<think>", "</think>"),
        new Tag("<thinking>", "</thinking>"),
        new Tag("<reasoning>", "</reasoning>"),
        new Tag("◁think▷", "◁/think▷")
    };

    private static final int LONGEST_TAG = 12;
    private static final int MOST_BLANKS = 1000;

    /// More than this was never thinking whose opening tag is missing.
    private static final int LONGEST_UNOPENED = 256 << 10;

    private enum Place {
        HEAD,
        /// No tag so far, but one that closes may still come.
        UNOPENED,
        INSIDE,
        BEHIND,
        PLAIN
    }

    private final boolean implicitOpen;
    private final StringBuilder held = new StringBuilder();
    private Place place = Place.HEAD;
    private Tag tag = TAGS[0];
    private int searched;

    /// `implicitOpen`: this backend closes a tag that it never opened.
    public ThinkTags(boolean implicitOpen) {
        this.implicitOpen = implicitOpen;
    }

    /// Whether all further text is plain, so that it need not come here.
    public boolean isDone() {
        return place == Place.PLAIN;
    }

    public void take(String more, Consumer<String> thinking, Consumer<String> text) {
        held.append(more);
        Place before;
        do {
            before = place;
            switch (place) {
                case HEAD -> head();
                case UNOPENED -> unopened(thinking);
                case INSIDE -> inside(thinking);
                case BEHIND -> behind();
                case PLAIN -> tell(held.length(), text);
            }
        } while (place != before);
    }

    /// No more of this text comes: what is held back is what it looks like.
    public void end(Consumer<String> thinking, Consumer<String> text) {
        tell(held.length(), place == Place.INSIDE ? thinking : text);
        place = Place.PLAIN;
    }

    private void head() {
        int start = firstNonBlank();
        var begun = held.substring(start, Math.min(held.length(), start + LONGEST_TAG));
        for (var each : TAGS) {
            if (begun.startsWith(each.open)) {
                tag = each;
                held.delete(0, start + each.open.length());
                place = Place.INSIDE;
                return;
            }
            if (each.open.startsWith(begun) && start < MOST_BLANKS) {
                return;
            }
        }
        place = implicitOpen ? Place.UNOPENED : Place.PLAIN;
    }

    private void unopened(Consumer<String> thinking) {
        int from = Math.max(0, searched - LONGEST_TAG);
        searched = held.length();
        for (var each : TAGS) {
            int end = held.indexOf(each.close, from);
            if (end >= 0) {
                leave(end, each, thinking);
                return;
            }
        }
        if (held.length() > LONGEST_UNOPENED) {
            place = Place.PLAIN;
        }
    }

    private void inside(Consumer<String> thinking) {
        int end = held.indexOf(tag.close);
        if (end >= 0) {
            leave(end, tag, thinking);
        } else {
            tell(held.length() - beginningOf(tag.close), thinking);
        }
    }

    private void leave(int end, Tag closed, Consumer<String> thinking) {
        tell(end, thinking);
        held.delete(0, closed.close.length());
        place = Place.BEHIND;
    }

    private void behind() {
        held.delete(0, firstNonBlank());
        if (!held.isEmpty()) {
            place = Place.PLAIN;
        }
    }

    /// How many of the last characters could be the beginning of this tag.
    private int beginningOf(String close) {
        for (int count = Math.min(held.length(), close.length() - 1); count > 0; count--) {
            if (close.startsWith(held.substring(held.length() - count))) {
                return count;
            }
        }
        return 0;
    }

    private int firstNonBlank() {
        int i = 0;
        while (i < held.length() && Character.isWhitespace(held.charAt(i))) {
            i++;
        }
        return i;
    }

    private void tell(int count, Consumer<String> to) {
        if (count > 0) {
            to.accept(held.substring(0, count));
            held.delete(0, count);
        }
    }
}
