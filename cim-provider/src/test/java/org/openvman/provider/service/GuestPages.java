package org.openvman.provider.service;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.openvman.provider.hypervisor.Hypervisor;
import org.openvman.provider.hypervisor.VirtualSystem;

/** Reads the page of a guest, as a person with a browser on the host would. */
final class GuestPages {
    private GuestPages() {}

    static String get(Hypervisor host, VirtualSystem guest, int port) throws IOException, InterruptedException {
        InetSocketAddress door = host.guestAccess().orElseThrow().reach(guest.id(), "", port);
        URI uri = URI.create("http://" + door.getHostString() + ":" + door.getPort() + "/");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
