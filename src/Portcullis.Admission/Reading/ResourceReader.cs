using Portcullis.Model.Quantities;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Admission.Reading;

/// <summary>Reads resources and makes requests and limits the same: the larger of the two.</summary>
internal static class ResourceReader
{
    private const string Cpu = "cpu";
    private const string Memory = "memory";
    private const string Storage = "ephemeral-storage";

    public static ResourceRequirements? Read(ObjectReader container, ReadContext context)
    {
        var reader = container.Object("resources");
        var limits = reader?.Object("limits");
        var requests = reader?.Object("requests");
        var at = container.At("resources").Field("limits");
        var cpu = Largest(Cpu, limits, requests, at, context);
        var memory = Largest(Memory, limits, requests, at, context);
        var storage = Largest(Storage, limits, requests, at, context);
        limits?.Close(Fields.ResourceNames);
        requests?.Close(Fields.ResourceNames);
        reader?.Close(Fields.Resources);
        if (cpu is null || memory is null || storage is null)
        {
            return null;
        }

        // CPU is counted in thousandths and the rest in whole bytes; both are rounded up, as the cluster does.
        var amounts = new Dictionary<string, Quantity>(StringComparer.Ordinal)
        {
            [Cpu] = Quantity.FromMilli(cpu.Value.MilliValue),
            [Memory] = Quantity.FromUnits(memory.Value.Value, memory.Value.Format),
            [Storage] = Quantity.FromUnits(storage.Value.Value, storage.Value.Format),
        };
        return new ResourceRequirements { Limits = amounts, Requests = amounts };
    }

    private static Quantity? Largest(string name, ObjectReader? limits, ObjectReader? requests, FieldPath at, ReadContext context)
    {
        if (!TryAmount(limits, name, out var limit) | !TryAmount(requests, name, out var request))
        {
            return null;
        }

        var amount = limit is { } a && request is { } b ? Quantity.Max(a, b) : limit ?? request;
        if (amount is { Sign: > 0 })
        {
            return WithinMaximum(amount.Value, name, at, context) ? amount : null;
        }

        if (name == Storage)
        {
            return context.Policy.DefaultEphemeralStorage;
        }

        context.Reasons.Add(at.Field(name), "required, and above 0", amount?.ToString());
        return null;
    }

    private static bool WithinMaximum(Quantity amount, string name, FieldPath at, ReadContext context)
    {
        var maximum = name switch { Cpu => context.Policy.MaxCpu, Memory => context.Policy.MaxMemory, _ => context.Policy.MaxEphemeralStorage };
        if (amount <= maximum)
        {
            return true;
        }

        context.Reasons.Add(at.Field(name), "above the maximum", amount.ToString(), $"at most {maximum}");
        return false;
    }

    /// <summary>Reads an amount.</summary>
    /// <returns>False when it is none, or negative; an absent amount is fine.</returns>
    private static bool TryAmount(ObjectReader? reader, string name, out Quantity? amount)
    {
        amount = null;
        var node = reader?.Take(name);
        if (node is null)
        {
            return true;
        }

        if (!QuantityReader.TryRead(node, out var quantity))
        {
            reader!.Refuse(name, "must be a quantity, such as 500m, 128Mi or 1.5Gi", Shown.Node(node));
            return false;
        }

        if (quantity.Sign < 0)
        {
            reader!.Refuse(name, "must not be negative", Shown.Node(node));
            return false;
        }

        amount = quantity;
        return true;
    }
}
