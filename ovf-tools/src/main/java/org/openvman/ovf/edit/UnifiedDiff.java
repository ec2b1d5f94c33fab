package org.openvman.ovf.edit;

import java.util.ArrayList;
import java.util.List;

/** The difference of two texts as {@code diff -u} prints it, for {@code patch} and for people. */
public final class UnifiedDiff {
    private static final int CONTEXT = 3;
    /** More differing lines than this are shown as one block: comparing them all would take too long. */
    private static final int MOST_LINES = 3000;

    private final List<String> before;
    private final List<String> after;

    private UnifiedDiff(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
    }

    /** A line of both texts, or of one. */
    private record Line(char sign, String text) {}

    /** Empty when the texts are the same. */
    public static String of(String name, String before, String after) {
        if (before.equals(after)) {
            return "";
        }
        UnifiedDiff diff = new UnifiedDiff(lines(before), lines(after));
        return "--- a/" + name + "\n+++ b/" + name + "\n" + diff.hunks(diff.compare());
    }

    /** Lines without their LF; the last one is marked when it has none. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        String last = lines.remove(lines.size() - 1);
        if (!last.isEmpty()) {
            lines.add(last + "\n\\ No newline at end of file");
        }
        return lines;
    }

    private List<Line> compare() {
        int start = 0;
        while (start < before.size()
                && start < after.size()
                && before.get(start).equals(after.get(start))) {
            start++;
        }
        int end = 0;
        while (end < before.size() - start
                && end < after.size() - start
                && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        List<Line> lines = new ArrayList<>();
        before.subList(0, start).forEach(line -> lines.add(new Line(' ', line)));
        lines.addAll(middle(before.subList(start, before.size() - end), after.subList(start, after.size() - end)));
        before.subList(before.size() - end, before.size()).forEach(line -> lines.add(new Line(' ', line)));
        return lines;
    }

    /** By the longest common subsequence. */
    private static List<Line> middle(List<String> old, List<String> fresh) {
        List<Line> lines = new ArrayList<>();
        if (old.size() > MOST_LINES || fresh.size() > MOST_LINES) {
            old.forEach(line -> lines.add(new Line('-', line)));
            fresh.forEach(line -> lines.add(new Line('+', line)));
            return lines;
        }
        int[][] common = new int[old.size() + 1][fresh.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = fresh.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(fresh.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < old.size() || j < fresh.size()) {
            if (i < old.size() && j < fresh.size() && old.get(i).equals(fresh.get(j))) {
                lines.add(new Line(' ', old.get(i)));
                i++;
                j++;
            } else if (i < old.size() && (j == fresh.size() || common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new Line('-', old.get(i)));
                i++;
            } else {
                lines.add(new Line('+', fresh.get(j)));
                j++;
            }
        }
        return lines;
    }

    private String hunks(List<Line> lines) {
        StringBuilder text = new StringBuilder();
        int oldLine = 1;
        int newLine = 1;
        int at = 0;
        while (at < lines.size()) {
            int change = nextChange(lines, at);
            if (change == lines.size()) {
                break;
            }
            int from = Math.max(at, change - CONTEXT);
            oldLine += from - at;
            newLine += from - at;
            int to = endOfHunk(lines, change);
            int olds = 0;
            int news = 0;
            StringBuilder body = new StringBuilder();
            for (Line line : lines.subList(from, to)) {
                olds += line.sign() == '+' ? 0 : 1;
                news += line.sign() == '-' ? 0 : 1;
                body.append(line.sign()).append(line.text()).append('\n');
            }
            text.append("@@ -")
                    .append(range(oldLine, olds))
                    .append(" +")
                    .append(range(newLine, news))
                    .append(" @@\n");
            text.append(body);
            oldLine += olds;
            newLine += news;
            at = to;
        }
        return text.toString();
    }

    private static String range(int line, int count) {
        return (count == 0 ? line - 1 : line) + (count == 1 ? "" : "," + count);
    }

    private static int nextChange(List<Line> lines, int from) {
        int at = from;
        while (at < lines.size() && lines.get(at).sign() == ' ') {
            at++;
        }
        return at;
    }

    /** Changes with little between them stand together. */
    private static int endOfHunk(List<Line> lines, int change) {
        int last = change;
        for (int at = change; at < lines.size() && at - last <= 2 * CONTEXT; at++) {
            if (lines.get(at).sign() != ' ') {
                last = at;
            }
        }
        return Math.min(lines.size(), last + 1 + CONTEXT);
    }
}
