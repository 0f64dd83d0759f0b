using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;
using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Policy.Network.Reading;

/// <summary>A node and every address of it. Immutable.</summary>
internal sealed record NodeFacts(string Name, IReadOnlyList<IpValue> Addresses)
{
    public static NodeFacts Read(Node node, List<FieldError> errors)
    {
        var name = node.Metadata.Name ?? "";
        ObjectNames.Check(new NamespacedName("", name), errors);
        List<IpValue> addresses = [];
        foreach (var (index, entry) in (node.Status?.Addresses ?? []).Index())
        {
            if (entry?.Type is not ("InternalIP" or "ExternalIP"))
            {
                continue;
            }

            if (!IpValue.TryParse(entry.Address, out var address))
            {
                errors.Add(FieldError.Invalid(FieldPath.Of("status").Child("addresses").Index(index).Child("address"), entry.Address, "must be a valid IP address"));
            }
            else if (!addresses.Contains(address))
            {
                addresses.Add(address);
            }
        }

        return new NodeFacts(name, addresses);
    }
}
