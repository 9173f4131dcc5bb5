/** Parcels behind the counter, kept in memory: a desk that closes forgets. */
export function createParcelStore() {
  const parcels = new Map();

  return {
    all: () => [...parcels.values()],

    receive(recipient) {
      const parcel = { id: parcels.size + 1, recipient, state: 'waiting' };
      parcels.set(parcel.id, parcel);
      return parcel;
    },

    collect(id) {
      const parcel = parcels.get(id);
      if (!parcel) return undefined;
      const collected = { ...parcel, state: 'collected' };
      parcels.set(id, collected);
      return collected;
    },
  };
}
