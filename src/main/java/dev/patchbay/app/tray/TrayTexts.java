package dev.patchbay.app.tray;

import dev.patchbay.hub.Dollars;
import dev.patchbay.ledger.Amounts;
import dev.patchbay.ledger.Totals;

import java.text.MessageFormat;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// What the tray and the notifications say, from one bundle.
final class TrayTexts {
    private static final String BUNDLE = "dev.patchbay.app.texts";

    /// Longer lines make a menu as wide as the screen.
    private static final int LONGEST = 72;

    private final Locale locale;
    private final ResourceBundle bundle;

    TrayTexts(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(BUNDLE, locale, TrayTexts.class.getClassLoader());
    }

    /// @param values what stands for `{0}`, `{1}` …; numbers that are names are to come as text
    String get(String key, Object... values) {
        String text = bundle.getString(key);
        return values.length == 0 ? text : new MessageFormat(text, locale).format(values);
    }

    /// A line of a menu, without its middle if it is too long.
    static String line(String text) {
        String one = text.replaceAll("\\s*\\R\\s*", " ");
        if (one.length() <= LONGEST) {
            return one;
        }
        int kept = LONGEST / 2;
        return one.substring(0, kept).stripTrailing()
                + " … "
                + one.substring(one.length() - kept + 3).stripLeading();
    }

    String today(Totals today) {
        if (today.requests() == 0) {
            return get("today.none");
        }
        Amounts all = today.all();
        String tokens = (today.isEstimate() ? "~" : "") + compact(all.tokens());
        return get("today", tokens, cost(today), today.requests());
    }

    private String cost(Totals today) {
        long nanoUsd = today.all().nanoUsd();
        if (today.unpriced() == 0) {
            return (today.isEstimate() ? "~" : "") + Dollars.of(nanoUsd);
        }
        return nanoUsd == 0 ? get("today.noPrice") : get("today.atLeast", Dollars.of(nanoUsd));
    }

    /// `1.2M`
    private String compact(long number) {
        var format = NumberFormat.getCompactNumberInstance(locale, NumberFormat.Style.SHORT);
        format.setMaximumFractionDigits(1);
        return format.format(number);
    }
}
