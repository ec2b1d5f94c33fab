package org.openvman.ovf.testing;

import org.openvman.schema.Namespaces;
import org.openvman.schema.WsCimNames;

/** WS-Management messages of an endpoint, as text. */
public final class WsmanAnswers {
    private WsmanAnswers() {}

    /** A fault (DSP0226 clause 14.6) with a subcode, a reason and nothing else. */
    public static String fault(String subcode, String reason) {
        return envelope("<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>wsman:" + subcode
                + "</s:Value></s:Subcode></s:Code><s:Reason><s:Text xml:lang=\"en\">" + reason
                + "</s:Text></s:Reason></s:Fault>");
    }

    /** A whole enumeration (DSP0226 clause 8) of references to one instance. */
    public static String oneReference(String className, String name) {
        return envelope("<wsen:EnumerateResponse><wsen:EnumerationContext/><wsman:Items>"
                + "<wsa:EndpointReference>" + reference(className, name) + "</wsa:EndpointReference>"
                + "</wsman:Items><wsman:EndOfSequence/></wsen:EnumerateResponse>");
    }

    /** The answer of a method that goes on in a job. */
    public static String jobStarted(String className, String method, String jobName) {
        return envelope("<p:" + method + "_OUTPUT xmlns:p=\"" + WsCimNames.resourceUri(className) + "\"><p:Job>"
                + reference("OpenVMAN_ConcreteJob", jobName) + "</p:Job><p:ReturnValue>4096</p:ReturnValue></p:"
                + method + "_OUTPUT>");
    }

    /** The answer of a method that has done its work. */
    public static String done(String className, String method) {
        return envelope("<p:" + method + "_OUTPUT xmlns:p=\"" + WsCimNames.resourceUri(className)
                + "\"><p:ReturnValue>0</p:ReturnValue></p:" + method + "_OUTPUT>");
    }

    /** A job as Get gives it. */
    public static String job(int state, int percent, String status, String error) {
        return envelope("<p:OpenVMAN_ConcreteJob xmlns:p=\"" + WsCimNames.resourceUri("OpenVMAN_ConcreteJob")
                + "\"><p:ErrorDescription>" + error + "</p:ErrorDescription><p:JobState>" + state
                + "</p:JobState><p:JobStatus>" + status + "</p:JobStatus><p:PercentComplete>" + percent
                + "</p:PercentComplete></p:OpenVMAN_ConcreteJob>");
    }

    private static String reference(String className, String name) {
        return "<wsa:Address>" + Namespaces.ANONYMOUS + "</wsa:Address><wsa:ReferenceParameters><wsman:ResourceURI>"
                + WsCimNames.resourceUri(className) + "</wsman:ResourceURI><wsman:SelectorSet>"
                + "<wsman:Selector Name=\"__cimnamespace\">root/virt</wsman:Selector>"
                + "<wsman:Selector Name=\"Name\">" + name
                + "</wsman:Selector></wsman:SelectorSet></wsa:ReferenceParameters>";
    }

    private static String envelope(String body) {
        return "<s:Envelope xmlns:s=\"" + Namespaces.SOAP + "\" xmlns:wsa=\"" + Namespaces.ADDRESSING
                + "\" xmlns:wsen=\"" + Namespaces.ENUMERATION + "\" xmlns:wsman=\"" + Namespaces.WSMAN
                + "\"><s:Header/><s:Body>" + body + "</s:Body></s:Envelope>";
    }
}
