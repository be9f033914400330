package dev.patchbay.codec.errors;

import java.util.List;
import java.util.regex.Pattern;

/// Hides what looks like a credential in a text that others wrote: servers like to repeat the key
/// they refuse.
final class Masks {
    private static final String HIDDEN = "••••";

    private record Mask(Pattern pattern, String replacement) {
        Mask(String pattern, String replacement) {
            this(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), replacement);
        }
    }

    private static final List<Mask> MASKS =
            List.of(
                    new Mask("\\b(bearer|basic)\\s+[\\w.~+/=*:-]{4,}", "$1 " + HIDDEN),
                    new Mask(
                            "((?:api[ _-]?key|access[ _-]?token|token|secret|password)"
                                    + "(?: provided)?[\"']?\\s*[:=]\\s*[\"']?)[\\w.~+/=*-]{4,}",
                            "$1" + HIDDEN),
                    new Mask(
                            "\\b(sk|pk|rk|gsk|xai|hf|ghp|gho|cpk|nvapi|key)[-_][\\w*.-]{6,}",
                            HIDDEN),
                    new Mask("\\bAIza[\\w-]{10,}", HIDDEN),
                    new Mask("\\beyJ[\\w-]{8,}\\.[\\w.-]+", HIDDEN),
                    new Mask("\\b(?=[a-z]*\\d)(?=\\d*[a-z])[a-z0-9]{32,}\\b", HIDDEN));

    private Masks() {}

    public static String hide(String text) {
        var hidden = text;
        for (var mask : MASKS) {
            hidden = mask.pattern.matcher(hidden).replaceAll(mask.replacement);
        }
        return hidden;
    }
}
