package dev.patchbay.proxy.catalogue;

/// Dates at the ends of model names: `-20251001`, `@20251001` and `-2025-10-01`.
public final class Dates {
    private static final String SHORT = "-20YYMMDD";
    private static final String LONG = "-20YY-MM-DD";

    private Dates() {}

    /// The name without the date at its end, or the name itself.
    public static String cut(String name) {
        for (String form : new String[] {SHORT, LONG}) {
            int start = name.length() - form.length();
            if (start > 0 && fits(form, name, start)) {
                return name.substring(0, start);
            }
        }
        return name;
    }

    /// The date at the end of a name as a number such as 20251001; 0 where there is none.
    static int of(String name) {
        String date = name.substring(cut(name).length());
        return date.isEmpty() ? 0 : Integer.parseInt(date.substring(1).replace("-", ""));
    }

    private static boolean fits(String form, String name, int start) {
        for (int i = 0; i < form.length(); i++) {
            char is = name.charAt(start + i);
            boolean good =
                    switch (form.charAt(i)) {
                        case '-' -> is == '-' || i == 0 && is == '@';
                        case '2' -> is == '2';
                        case '0' -> is == '0';
                        default -> is >= '0' && is <= '9';
                    };
            if (!good) {
                return false;
            }
        }
        String digits = name.substring(start + 1).replace("-", "");
        int month = Integer.parseInt(digits.substring(4, 6));
        int day = Integer.parseInt(digits.substring(6));
        return month >= 1 && month <= 12 && day >= 1 && day <= 31;
    }
}
