package dev.patchbay.gui.parts;

import dev.patchbay.settings.Credits.Credit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;

/// Numbers, money, times and dates in the way of the user's country.
/// Any thread may ask: the system's formats are for one thread only, so each use has a copy.
public final class Figures {
    private static final int NANO = 9;
    private static final int CENTS = 2;
    private static final int MOST_DIGITS = 6;
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final MathContext TELLING = new MathContext(CENTS, RoundingMode.HALF_UP);

    private final NumberFormat whole;
    private final NumberFormat tenths;
    private final NumberFormat percent;
    private final NumberFormat shortened;
    private final NumberFormat dollars;
    private final DateTimeFormatter time;
    private final DateTimeFormatter exactTime;
    private final DateTimeFormatter dayAndTime;
    private final DateTimeFormatter dayAndMinute;
    private final DateTimeFormatter day;

    public Figures(Locale locale, ZoneId zone) {
        whole = NumberFormat.getIntegerInstance(locale);
        tenths = NumberFormat.getNumberInstance(locale);
        tenths.setMinimumFractionDigits(1);
        tenths.setMaximumFractionDigits(1);
        percent = NumberFormat.getPercentInstance(locale);
        shortened = NumberFormat.getCompactNumberInstance(locale, NumberFormat.Style.SHORT);
        shortened.setMaximumFractionDigits(1);
        dollars = NumberFormat.getCurrencyInstance(locale);
        dollars.setCurrency(Currency.getInstance("USD"));
        time = DateTimeFormatter.ofPattern("HH:mm:ss", locale).withZone(zone);
        exactTime = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", locale).withZone(zone);
        dayAndTime = DateTimeFormatter.ofPattern("MMM d, HH:mm:ss", locale).withZone(zone);
        dayAndMinute = DateTimeFormatter.ofPattern("MMM d HH:mm", locale).withZone(zone);
        day = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale);
    }

    /// `1,319,006`
    public String number(long number) {
        return copy(whole).format(number);
    }

    /// `1.3M`, for where there is no room
    public String compact(long number) {
        return copy(shortened).format(number);
    }

    /// `42.0`
    public String tenths(double number) {
        return copy(tenths).format(number);
    }

    /// @param share 1 is all
    public String percent(double share) {
        return copy(percent).format(share);
    }

    /// Cents, and for less than a dollar as many digits as tell something.
    public String money(long nanoUsd) {
        BigDecimal usd = BigDecimal.valueOf(nanoUsd, NANO);
        BigDecimal shown =
                usd.abs().compareTo(BigDecimal.ONE) < 0
                        ? usd.round(TELLING).stripTrailingZeros()
                        : usd.setScale(CENTS, RoundingMode.HALF_UP);
        return money(shown, Math.clamp(shown.scale(), CENTS, MOST_DIGITS));
    }

    /// In its own currency, with two digits behind the point.
    public String money(Credit credit) {
        NumberFormat own = copy(dollars);
        own.setCurrency(currency(credit.currency()));
        own.setMinimumFractionDigits(CENTS);
        own.setMaximumFractionDigits(CENTS);
        return own.format(credit.left());
    }

    private static Currency currency(String code) {
        try {
            return Currency.getInstance(code.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            return Currency.getInstance("XXX"); // no country has it, and none is shown
        }
    }

    /// With so many digits behind the point, so that several stand well below each other.
    public String money(long nanoUsd, int digits) {
        return money(BigDecimal.valueOf(nanoUsd, NANO), digits);
    }

    private String money(BigDecimal usd, int digits) {
        NumberFormat own = copy(dollars);
        own.setMinimumFractionDigits(digits);
        own.setMaximumFractionDigits(digits);
        return own.format(usd);
    }

    private static NumberFormat copy(NumberFormat format) {
        return (NumberFormat) format.clone();
    }

    /// `14:05:09`
    public String time(Instant moment) {
        return time.format(moment);
    }

    /// `14:05:09.812`
    public String exactTime(Instant moment) {
        return exactTime.format(moment);
    }

    /// `May 14, 14:05:09`
    public String dayAndTime(Instant moment) {
        return dayAndTime.format(moment);
    }

    /// `May 14 14:05`, for where there is no room
    public String dayAndMinute(Instant moment) {
        return dayAndMinute.format(moment);
    }

    /// The local day of a moment.
    public LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, time.getZone());
    }

    public String date(LocalDate date) {
        return day.format(date);
    }

    /// `820 ms`, `2.4 s`, `3:07 min`
    public String millis(long millis) {
        if (millis < SECOND) {
            return whole.format(millis) + " ms";
        }
        if (millis < MINUTE) {
            return tenths.format(millis / (double) SECOND) + " s";
        }
        return "%d:%02d min".formatted(millis / MINUTE, millis % MINUTE / SECOND);
    }
}
