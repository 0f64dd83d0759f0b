using Portcullis.Embedded.Storage;
using Portcullis.Model.Errors;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Api;

/// <content>create, update, delete and deletecollection.</content>
internal sealed partial class ResourceHandler
{
    private ApiResult.Single Create(ApiCall call)
    {
        var warnings = new List<string>();
        var value = ObjectDecoder.Decode(call, warnings);
        var made = registry.Create(call.Definition, call.Target.Namespace, value, call.WriteOptions with { Warn = warnings.Add });
        return new ApiResult.Single(201, call.Definition, made) { Warnings = warnings };
    }

    private ApiResult.Single Update(ApiCall call)
    {
        var warnings = new List<string>();
        var value = ObjectDecoder.Decode(call, warnings);
        CheckNames(call, value);
        Func<KubernetesObject>? creates = call.Definition.Strategy.CreatesOnUpdate && call.Target.Subresource is null
            ? () => value with { Metadata = value.Metadata with { Name = call.Target.Name, ResourceVersion = null } }
            : null;
        var outcome = registry.Update(call.Definition, call.Key, _ => value, call.WriteOptions with { Warn = warnings.Add }, creates);
        return new ApiResult.Single(outcome.Created ? 201 : 200, call.Definition, outcome.Object) { Warnings = [.. warnings.Distinct()] };
    }

    private ApiResult Delete(ApiCall call)
    {
        var outcome = registry.Delete(call.Definition, call.Key, DeleteBody.Read(call, out var dryRun), dryRun);
        if (!outcome.Removed || call.Definition.Strategy.ReturnsDeletedObject)
        {
            return new ApiResult.Single(200, call.Definition, outcome.Object);
        }

        return new ApiResult.Outcome(new Status
        {
            Kind = "Status",
            ApiVersion = "v1",
            Metadata = new ListMeta(),
            Outcome = "Success",
            Details = new StatusDetails
            {
                Name = outcome.Object.Key.Name,
                Group = call.Type.Group.Length > 0 ? call.Type.Group : null,
                Kind = call.Type.Plural,
                Uid = outcome.Object.Uid,
            },
        });
    }

    private ApiResult.Page DeleteCollection(ApiCall call)
    {
        var options = DeleteBody.Read(call, out var dryRun);
        var query = QueryOf(call);
        var (snapshot, revision) = store.Read(store[call.Type]);
        var deleted = new List<StoredObject>();
        foreach (var item in snapshot.In(query.Namespace).Where(query.Matches))
        {
            try
            {
                registry.Delete(call.Definition, item.Key, options, dryRun);
                deleted.Add(item);
            }
            catch (ApiException gone) when (gone.Status.Reason == StatusReasons.NotFound)
            {
                // Deleted by someone else between the list and now, which is what was asked for.
            }
        }

        return new ApiResult.Page(call.Definition, deleted, revision, null, null);
    }

    private static void CheckNames(ApiCall call, KubernetesObject value)
    {
        var meta = value.Metadata;
        if (meta.Name is { Length: > 0 } name && name != call.Target.Name)
        {
            throw new ApiException(StatusErrors.BadRequest($"the name of the object ({name}) does not match the name on the URL ({call.Target.Name})"));
        }

        if (string.IsNullOrEmpty(meta.Name))
        {
            throw new ApiException(StatusErrors.BadRequest($"the name of the object ({call.Target.Name} based on URL) was undeterminable: name must be provided"));
        }

        if (call.Type.Namespaced && meta.Namespace is { Length: > 0 } scope && scope != call.Target.Namespace)
        {
            throw new ApiException(StatusErrors.BadRequest(
                "the namespace of the provided object does not match the namespace sent on the request"));
        }
    }
}
