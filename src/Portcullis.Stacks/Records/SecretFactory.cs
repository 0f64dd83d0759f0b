using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Creating;

namespace Portcullis.Stacks.Records;

/// <summary>Writes the Secret that holds the values of a stack's variables, and nothing else holds.</summary>
internal static class SecretFactory
{
    public static Secret Make(StackBlueprint blueprint, Service service, StackEnv env) => new()
    {
        ApiVersion = ResourceTypes.Secrets.ApiVersion,
        Kind = ResourceTypes.Secrets.Kind,
        Metadata = new()
        {
            Name = StackKeys.EnvSecretName(blueprint.Id),
            Namespace = service.Metadata.Namespace,
            Labels = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [StackKeys.ManagedBy] = StackKeys.ManagedByValue,
                [StackKeys.Stack] = blueprint.Id.Text,
            },

            // The cluster itself collects it with the Service.
            OwnerReferences = [PodFactory.OwnerOf(service)],
        },
        Type = "Opaque",
        Data = env.ToData(),
    };
}
