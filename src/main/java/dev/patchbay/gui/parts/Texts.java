package dev.patchbay.gui.parts;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// Every word that windows show, from one bundle. Views name a text as `%key`, code by `get`.
public final class Texts {
    private static final String BUNDLE = "dev.patchbay.gui.texts";

    private final Locale locale;
    private final ResourceBundle bundle;

    public Texts(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(BUNDLE, locale, Texts.class.getClassLoader());
    }

    /// For views.
    public ResourceBundle bundle() {
        return bundle;
    }

    /// @param values what stands for `{0}`, `{1}` …
    public String get(String key, Object... values) {
        String text = bundle.getString(key);
        return values.length == 0 ? text : new MessageFormat(text, locale).format(values);
    }
}
