package org.openvman.endpoint;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of a configuration, from a properties file and the command line, and the ways to read them. */
final class ConfigFile {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*(B|KiB|MiB|GiB)?");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

    private final String name;
    private final Map<ConfigKey, String> texts;

    private ConfigFile(String name, Map<ConfigKey, String> texts) {
        this.name = name;
        this.texts = texts;
    }

    /** A configuration of defaults only. */
    static ConfigFile empty() {
        return new ConfigFile("defaults", new EnumMap<>(ConfigKey.class));
    }

    /**
     * Reads a properties file in UTF-8.
     *
     * @throws ConfigException if it is not there, or has a key that we do not know
     */
    static ConfigFile read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw new ConfigException("no configuration file " + file, e);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException("cannot read " + file + ": " + e.getMessage(), e);
        }
        Map<ConfigKey, String> texts = new EnumMap<>(ConfigKey.class);
        for (String key : properties.stringPropertyNames()) {
            texts.put(known(key, file), properties.getProperty(key).strip());
        }
        return new ConfigFile(file.toString(), texts);
    }

    private static ConfigKey known(String key, Path file) {
        ConfigKey nearest = ConfigKey.PORT;
        int least = Integer.MAX_VALUE;
        for (ConfigKey candidate : ConfigKey.values()) {
            int distance = distance(key, candidate.key());
            if (distance == 0) {
                return candidate;
            }
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        throw new ConfigException(file + ": unknown key " + key + "; did you mean " + nearest.key() + "?");
    }

    /** How many letters must be put in, taken out or replaced (Levenshtein). */
    private static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(previous[j], row[j - 1]) + 1);
            }
            previous = row;
        }
        return previous[to.length()];
    }

    /** This configuration with another value for a key, as the command line gives it. */
    ConfigFile with(ConfigKey key, String text) {
        Map<ConfigKey, String> changed = new EnumMap<>(ConfigKey.class);
        changed.putAll(texts);
        changed.put(key, text);
        return new ConfigFile(name, changed);
    }

    String text(ConfigKey key) {
        return texts.getOrDefault(key, key.fallback());
    }

    List<String> words(ConfigKey key) {
        return List.of(text(key).split("\\s+"));
    }

    boolean bool(ConfigKey key) {
        return switch (text(key)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(key, "true or false");
        };
    }

    int number(ConfigKey key, int least, int most) {
        try {
            int number = Integer.parseInt(text(key));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, like a number out of range.
        }
        throw wrong(key, "a number from " + least + " to " + most);
    }

    /** A size in bytes: {@code 512KiB}. */
    long size(ConfigKey key, long least, long most) {
        Matcher parts = SIZE.matcher(text(key));
        if (parts.matches()) {
            int shift = switch (parts.group(2) == null ? "B" : parts.group(2)) {
                case "KiB" -> 10;
                case "MiB" -> 20;
                case "GiB" -> 30;
                default -> 0;
            };
            long number = Long.parseLong(parts.group(1));
            if (number <= Long.MAX_VALUE >> shift && number << shift >= least && number << shift <= most) {
                return number << shift;
            }
        }
        throw wrong(key, "a size in B, KiB, MiB or GiB from " + least + " to " + most + " bytes");
    }

    /** A duration above zero: {@code 60s}. */
    Duration duration(ConfigKey key) {
        Matcher parts = DURATION.matcher(text(key).toLowerCase(Locale.ROOT));
        if (parts.matches()) {
            long number = Long.parseLong(parts.group(1));
            Duration duration = switch (parts.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            };
            if (!duration.isZero()) {
                return duration;
            }
        }
        throw wrong(key, "a duration above zero in ms, s, m, h or d");
    }

    private ConfigException wrong(ConfigKey key, String expected) {
        return new ConfigException(name + ": " + key.key() + "=" + text(key) + " (expected " + expected + ")");
    }
}
