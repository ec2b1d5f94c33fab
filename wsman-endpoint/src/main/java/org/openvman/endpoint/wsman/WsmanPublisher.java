package org.openvman.endpoint.wsman;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import javax.xml.transform.stream.StreamSource;
import org.apache.cxf.Bus;
import org.apache.cxf.endpoint.Endpoint;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.interceptor.MessageSenderInterceptor;
import org.apache.cxf.jaxws.JaxWsServerFactoryBean;
import org.apache.cxf.message.Message;
import org.apache.cxf.message.MessageContentsList;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.service.model.BindingOperationInfo;
import org.apache.cxf.transport.http.AbstractHTTPDestination;

/**
 * Publishes a {@link WsmanProvider} on CXF's HTTP binding, with the bytes handed through: CXF's own readers and writers
 * would parse the envelope before we can refuse it, and answer with faults that are not WS-Management's.
 */
public final class WsmanPublisher {
    private WsmanPublisher() {}

    /** Publishes at an address below that of the bus's servlet. */
    public static Server publish(Bus bus, String address, WsmanProvider provider) {
        JaxWsServerFactoryBean factory = new JaxWsServerFactoryBean();
        factory.setBus(bus);
        factory.setServiceBean(provider);
        factory.setAddress(address);
        factory.setStart(false);
        Server server = factory.create();
        Endpoint endpoint = server.getEndpoint();
        endpoint.getInInterceptors().clear();
        endpoint.getBinding().getInInterceptors().clear();
        endpoint.getBinding().getInInterceptors().add(new BytesIn());
        endpoint.getOutInterceptors().removeIf(interceptor -> !(interceptor instanceof MessageSenderInterceptor));
        endpoint.getBinding().getOutInterceptors().clear();
        endpoint.getBinding().getOutInterceptors().add(new BytesOut());
        server.start();
        return server;
    }

    /** Makes the body of the HTTP request the argument of the provider. */
    private static final class BytesIn extends AbstractPhaseInterceptor<Message> {
        BytesIn() {
            super(Phase.UNMARSHAL);
        }

        @Override
        public void handleMessage(Message message) {
            BindingOperationInfo invoke = message.getExchange()
                    .getEndpoint()
                    .getEndpointInfo()
                    .getBinding()
                    .getOperations()
                    .iterator()
                    .next();
            message.getExchange().put(BindingOperationInfo.class, invoke);
            InputStream body = message.getContent(InputStream.class);
            StreamSource source = new StreamSource(body == null ? InputStream.nullInputStream() : body);
            message.setContent(List.class, new MessageContentsList(source));
        }
    }

    /** Writes what the provider returned. */
    private static final class BytesOut extends AbstractPhaseInterceptor<Message> {
        BytesOut() {
            super(Phase.WRITE);
        }

        @Override
        public void handleMessage(Message message) {
            EnvelopeSource envelope =
                    (EnvelopeSource) message.getContent(List.class).get(0);
            message.put(Message.CONTENT_TYPE, envelope.contentType());
            if (message.get(AbstractHTTPDestination.HTTP_RESPONSE) instanceof HttpServletResponse response) {
                response.setContentLength(envelope.length());
            }
            try {
                OutputStream out = message.getContent(OutputStream.class);
                envelope.writeTo(out);
                out.flush();
            } catch (IOException e) {
                throw new Fault(e);
            }
        }
    }
}
