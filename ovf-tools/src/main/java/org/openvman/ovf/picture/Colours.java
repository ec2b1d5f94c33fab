package org.openvman.ovf.picture;

import java.util.List;

/** The colours of a picture; networks are told apart by theirs, and by their names. */
final class Colours {
    static final String PAPER = "#f7f8fa";
    static final String CARD = "#ffffff";
    static final String BORDER = "#c9d0da";
    static final String HEAD = "#2f4159";
    static final String ON_HEAD = "#ffffff";
    static final String ON_HEAD_FAINT = "#b9c6d8";
    static final String TEXT = "#27313f";
    static final String FAINT = "#6b7789";

    private static final List<String> NETWORKS =
            List.of("#2f7ed8", "#1d9a6c", "#d9822b", "#8250c4", "#cf3a6e", "#0f93a8", "#7a8a1e");

    private Colours() {}

    static String ofNetwork(int number) {
        return NETWORKS.get(number % NETWORKS.size());
    }
}
