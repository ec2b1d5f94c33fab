package org.openvman.ovf.io;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code .mf} file of a package: a digest for the descriptor and for each referenced file.
 *
 * <p>Written exactly as DSP0243 has it, {@code SHA256(name)= hex} with one space and LF, because importers reject other
 * spacing; read with any spacing, because tools write it.
 *
 * @param unreadable lines that are no entries
 */
public record DigestManifest(List<Entry> entries, List<UnreadableLine> unreadable) {

    /**
     * One line.
     *
     * @param hex lower case
     * @param line from 1; 0 when it was not read
     * @param standardSpelling whether the line is spaced as the standard says
     */
    public record Entry(DigestAlgorithm algorithm, String name, String hex, int line, boolean standardSpelling) {}

    /** A line that says nothing we understand. */
    public record UnreadableLine(int line, String text) {}

    private static final Pattern TOLERANT = Pattern.compile(
            "\\s*(SHA-?1|SHA-?256|SHA-?512)\\s*\\((.*)\\)\\s*=\\s*([0-9a-f]+)\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern STANDARD = Pattern.compile("SHA(?:1|256|512)\\(.*\\)= [0-9a-fA-F]+");
    private static final int MOST_LINES = 100_000;

    public DigestManifest {
        entries = List.copyOf(entries);
        unreadable = List.copyOf(unreadable);
    }

    public static DigestManifest read(byte[] bytes) {
        List<Entry> entries = new ArrayList<>();
        List<UnreadableLine> unreadable = new ArrayList<>();
        List<String> lines = new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .limit(MOST_LINES)
                .toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank()) {
                continue;
            }
            Optional<Entry> entry = entry(line, i + 1);
            if (entry.isPresent()) {
                entries.add(entry.get());
            } else {
                unreadable.add(new UnreadableLine(i + 1, line));
            }
        }
        return new DigestManifest(entries, unreadable);
    }

    /** The digest algorithm of its first line; a package has one for all. */
    public Optional<DigestAlgorithm> algorithm() {
        return entries.stream().findFirst().map(Entry::algorithm);
    }

    private static Optional<Entry> entry(String line, int number) {
        Matcher matcher = TOLERANT.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String hex = matcher.group(3).toLowerCase(Locale.ROOT);
        return DigestAlgorithm.ofWord(matcher.group(1))
                .filter(algorithm -> hex.length() == 2 * algorithm.bytes())
                .map(algorithm -> new Entry(
                        algorithm,
                        matcher.group(2).strip(),
                        hex,
                        number,
                        STANDARD.matcher(line).matches()));
    }

    /** An entry to be written. */
    static Entry entry(DigestAlgorithm algorithm, String name, byte[] digest) {
        return new Entry(algorithm, name, HexFormat.of().formatHex(digest), 0, true);
    }

    public byte[] write() {
        StringBuilder text = new StringBuilder();
        for (Entry entry : entries) {
            text.append(entry.algorithm().name())
                    .append('(')
                    .append(entry.name())
                    .append(")= ")
                    .append(entry.hex())
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The first entry for a file. */
    public Optional<Entry> entry(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }
}
