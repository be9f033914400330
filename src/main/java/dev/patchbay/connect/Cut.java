package dev.patchbay.connect;

import dev.patchbay.connect.JsonText.Member;
import dev.patchbay.connect.JsonText.Value;

import java.util.List;

/// A document without one of its members.
///
/// @param tidy the blanks that came with the member are gone as well
/// @param bare only the member and its comma are gone
record Cut(String tidy, String bare) {
    static Cut of(String text, Value object, Member member, Change change) {
        List<Member> members = object.members();
        int index = members.indexOf(member);
        boolean isLast = index == members.size() - 1;
        int next = isLast ? object.to() - 1 : members.get(index + 1).from();
        Gap behind = Gap.of(text, member.to(), next);
        int comma = behind.comma();
        if (!behind.hasComma() && index > 0) {
            comma = Gap.of(text, members.get(index - 1).to(), member.from()).comma();
        }
        int from = from(text, member, change);
        int to = member.to();
        String rest = text.substring(to, object.to() - 1);
        if (members.size() == 1 && rest.isBlank() && rest.startsWith(change.tail())) {
            to += change.tail().length();
        }
        return new Cut(
                without(text, from, to, comma), without(text, member.from(), member.to(), comma));
    }

    /// Where the blanks begin that belong to the member: those we put there, or else its line.
    private static int from(String text, Member member, Change change) {
        int at = member.from();
        if (!change.lead().isEmpty()
                && text.startsWith(change.lead(), at - change.lead().length())) {
            return at - change.lead().length();
        }
        int from = at;
        while (from > 0 && (text.charAt(from - 1) == ' ' || text.charAt(from - 1) == '\t')) {
            from--;
        }
        if (from > 0 && text.charAt(from - 1) == '\n') {
            boolean pair = from > 1 && text.charAt(from - 2) == '\r';
            return from - (pair ? 2 : 1);
        }
        return at;
    }

    private static String without(String text, int from, int to, int comma) {
        var cut = new StringBuilder(text).delete(from, to);
        if (comma >= 0) {
            cut.deleteCharAt(comma < from ? comma : comma - (to - from));
        }
        return cut.toString();
    }
}
